import { describe, expect, it } from 'vitest';
import {
  connectionStringOf,
  parameter,
  readConnectionString,
  withoutSecrets,
  withPassword,
} from '../../client/src/connection/uri.ts';

describe('withoutSecrets', () => {
  it.each([
    ['mongodb://db1:27017/', 'mongodb://db1:27017/'],
    ['mongodb://ann:hush@db1:27017/', 'mongodb://ann@db1:27017/'],
    ['mongodb://ann:@db1', 'mongodb://ann@db1'],
    ['mongodb://ann:hush:hush@db1', 'mongodb://ann@db1'],
    [
      'mongodb+srv://ann:hu%40sh@cluster.example.net/app?tls=true',
      'mongodb+srv://ann@cluster.example.net/app?tls=true',
    ],
    [
      'mongodb://a:hush@h1,h2:27018,[::1]:27019/?replicaSet=rs',
      'mongodb://a@h1,h2:27018,[::1]:27019/?replicaSet=rs',
    ],
    ['mongodb://h/?tlsCertificateKeyFilePassword=hush&tls=true', 'mongodb://h/?tls=true'],
    ['mongodb://h?sslPEMKeyPassword=hush', 'mongodb://h'],
    ['mongodb://h/?proxyPassword=hush&TLSCERTIFICATEKEYFILEPASSWORD=hush', 'mongodb://h/'],
    ['mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:hush', 'mongodb://h/'],
    [
      'mongodb://h/?authMechanismProperties=SERVICE_NAME:mongodb&x=1',
      'mongodb://h/?authMechanismProperties=SERVICE_NAME:mongodb&x=1',
    ],
    [' mongodb://ann:hush@db1/ ', 'mongodb://ann@db1/'],
  ])('%s', (text, open) => {
    expect(withoutSecrets(text)).toBe(open);
    expect(withoutSecrets(text)).not.toContain('hush');
  });

  it.each([
    '',
    'hush',
    'mongodb://',
    'mongodb://ann:hu@sh@db1/',
    'mongodb://ann:hu/sh@db1/',
    'mongodb://ann:hu?sh@db1/',
    'mongodb://ann:hu#sh@db1/',
    'mongodb://ann:hu sh@db1/ and more',
    'mongodb://ann:hush',
    'mongodb://ann:1234/5@db1',
    'mongodb://ann:1234?5@db1',
    'mysql://ann:hush@db1/',
  ])('gives nothing of a text whose password has no clear end: %s', (text) => {
    expect(withoutSecrets(text)).toBeUndefined();
  });
});

describe('withPassword', () => {
  it('puts the password in, encoded', () => {
    const uri = withPassword('mongodb://ann@db1:27017/?tls=true', 'h/u@s h');
    expect(uri).toBe('mongodb://ann:h%2Fu%40s%20h@db1:27017/?tls=true');
    expect(withoutSecrets(uri)).toBe('mongodb://ann@db1:27017/?tls=true');
  });

  it('leaves a connection string without a user, and what is none, as it is', () => {
    expect(withPassword('mongodb://db1/', 'x')).toBe('mongodb://db1/');
    expect(withPassword('nonsense', 'x')).toBe('nonsense');
  });
});

describe('parameter', () => {
  it('finds a parameter whatever its case, the last one first', () => {
    const parts = readConnectionString('mongodb://h/?TLS=false&tls=true&empty');
    expect(parts && parameter(parts, 'tls')).toBe('true');
    expect(parts && parameter(parts, 'empty')).toBe('');
    expect(parts && parameter(parts, 'other')).toBeUndefined();
  });
});

describe('what is typed for a server', () => {
  it.each([
    ['localhost', 'mongodb://localhost/'],
    ['localhost:27017', 'mongodb://localhost:27017/'],
    ['db1.example.net', 'mongodb://db1.example.net/'],
    ['db1:27017,db2:27017', 'mongodb://db1:27017,db2:27017/'],
    ['[::1]:27017/', 'mongodb://[::1]:27017/'],
    ['mongodb+srv://c.example.net/', 'mongodb+srv://c.example.net/'],
    ['db', undefined],
    ['mongodb://', undefined],
    ['ann:hush@db1:27017', undefined],
    ['https://db1.example.net', undefined],
    ['a b.c', undefined],
  ])('%s', (text, uri) => {
    expect(connectionStringOf(text)).toBe(uri);
  });
});
