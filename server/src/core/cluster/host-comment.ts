const comment = /#[ \t]*mongodb-tls:([^\n]*)/g;
const word = /(?:^|\s)host[ \t]*=[ \t]*(\S+)/g;

/** The addresses by which other members reach a server, as a comment of its file says: `# mongodb-tls: host=db1.example.net:27017`. */
export function hostComment(text: string): string[] {
  if (!text.includes('mongodb-tls:')) return [];
  const hosts = [...text.matchAll(comment)].flatMap(([, words = '']) =>
    [...words.matchAll(word)].flatMap(([, list = '']) => list.split(',')),
  );
  return [...new Set(hosts.filter((host) => host !== ''))];
}
