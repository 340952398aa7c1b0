import { createServer } from 'node:net';

/** Ports of the loopback address at which nothing listens: all different, held together and then let go. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const holder = createServer();
          holder.once('error', reject).listen(0, '127.0.0.1', () => {
            resolve(holder);
          });
        }),
    ),
  );
  const ports = holders.map((holder) => {
    const address = holder.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(holders.map((holder) => new Promise((resolve) => holder.close(resolve))));
  return ports;
}
