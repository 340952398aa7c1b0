import { CancellationError, ProgressLocation, window, type CancellationToken } from 'vscode';

/** Shows progress with Cancel; cancelled, it throws at once, whatever the server does then. */
export async function withProgress<T>(
  title: string,
  run: (token: CancellationToken) => Promise<T>,
): Promise<T> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) =>
      Promise.race([
        run(token),
        new Promise<never>((_resolve, reject) => {
          token.onCancellationRequested(() => {
            reject(new CancellationError());
          });
        }),
      ]),
  );
}
