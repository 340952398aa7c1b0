import type { YamlReading } from '../tree.ts';
import { Composer } from './composer.ts';
import { diagnose } from './diagnose.ts';
import { Fault } from './fault.ts';
import { Scanner } from './scanner.ts';

/**
 * Reads a text as mongod does, with yaml-cpp's rules where they differ from YAML 1.2. Never throws and takes time in
 * proportion to the text. With a problem there is no root: mongod does not start. A scalar as root means an INI file
 * (server-behaviour.md P5). `readTo` is the first thing that mongod silently leaves unread, or the text's length.
 */
export function readMongodYaml(text: string): YamlReading {
  const scanner = new Scanner(text);
  // no file the server accepts comes near it: each option may be set once
  const composer = new Composer(scanner, 10_000 + 10 * text.length);
  let fault: Fault | undefined;
  try {
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new Fault('nul', nul);
    const root = composer.compose();
    const readTo = scanner.peek()?.start ?? text.length;
    if (!composer.endless) return { root, problems: [], readTo };
    fault = composer.endless;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    fault = error;
  }
  return { root: null, problems: [diagnose(text, fault, composer.last)], readTo: text.length };
}
