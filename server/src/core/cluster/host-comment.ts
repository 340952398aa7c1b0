import { directivesIn } from '../config/directives.ts';

/** The addresses by which other members reach a server, as a comment of its file says: `# mongodb-tls: host=db1.example.net:27017`. */
export function hostComment(text: string): string[] {
  const hosts = directivesIn(text)
    .flatMap(({ words }) => words)
    .flatMap(({ name, value = '' }) => (name === 'host' ? value.split(',') : []));
  return [...new Set(hosts.filter((host) => host !== ''))];
}
