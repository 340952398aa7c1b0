import type { Config } from '../config/config.ts';
import type { FileDocument } from '../embedded/host-file.ts';
import { configsOf } from './started-server.ts';
import { startsOfFile } from './starts-of-file.ts';

/** All that servers of other files can depend on in a file, without the places where it stands: equal for equal meaning. */
export function startSignature(file: FileDocument): string {
  const { servers, data } = startsOfFile(file);
  const starts = servers.map(
    ({ name, program, version, maker, configPath, flags, command, mounts, pods }) => [
      [name, program, version, maker, configPath, pods],
      flags && settingsIn(flags),
      command?.complete,
      mounts?.isComplete,
      mounts?.list.map((mount) => [mount.target, withoutPlace(mount.sourceOf(''))]),
    ],
  );
  const given = data.map(({ resource, name, namespace, key }) => [resource, name, namespace, key]);
  const composed = servers.flatMap(({ service }) => {
    if (!service) return [];
    const { variables, envFiles, image } = service;
    return [[image, variables.map(({ name }) => name), envFiles.map(({ path }) => path)]];
  });
  return JSON.stringify([starts, given, composed, configsOf(file).map(({ config }) => settingsIn(config))]);
}

function settingsIn({ settings, problems, partial, program }: Config): unknown {
  return [program, partial, problems.length, settings.map(({ path, text }) => [path, text])];
}

function withoutPlace(source: object | undefined): unknown {
  return source && Object.entries(source).filter(([key]) => key !== 'span');
}
