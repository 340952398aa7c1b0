import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inspectPem } from './server/src/core/inspect.ts';
import { inspectHtml } from './client/src/inspect/html.ts';
import { nodeCrypto } from './server/src/host/node-crypto.ts';
import { authority, certificate, keyOf, keyPem, revocationList } from './test/support/certs.ts';
const root=authority(); const sub=certificate({issuer:root,subject:'O=Example, CN=Intermediate CA',ca:true,keyUsage:'000001100'});
const good=certificate({issuer:sub,subject:'C=DE, O=Example, OU=Database, CN=db1.example.net',names:['dns:db1.example.net','dns:db1','ip:10.0.0.1'],extendedKeyUsage:['serverAuth','clientAuth'],ca:false,keyUsage:'101'});
const le=certificate({issuer:sub,subject:'CN=db1.example.net',names:['dns:db1.example.net'],extendedKeyUsage:['serverAuth'],ca:false,to:'2026-12-10T00:00:00Z'});
const old=certificate({issuer:sub,subject:'CN=old.example.net',key:keyOf('o','RSA-1024'),from:'2024-01-01T00:00:00Z',to:'2026-06-01T00:00:00Z'});
const other=keyOf('zz');
const files:Record<string,string>={
 good:good.combined+sub.pem+root.pem,
 letsencrypt:le.combined+sub.pem,
 broken:old.pem+keyPem(other)+certificate({issuer:sub}).pem.replace(/\n[A-Za-z0-9+/=]{64}\n/,'\n!!\n'),
 crl:revocationList(root,{revoked:[1,2,3]})+root.pem,
 locked:good.pem+keyPem(good.key,'pkcs8','open sesame'),
 bundle:Array.from({length:150},(_,i)=>authority({subject:`O=Trust ${i}, CN=Root CA ${i}`,key:keyOf('many'),...(i%40===7?{to:'2026-03-01T00:00:00Z'}:{})}).pem).join(''),
 evil:certificate({subject:'O=<script>alert(1)</script>, CN=<img src=x onerror=alert(1)>',names:['dns:"><script>alert(2)</script>']}).combined,
 empty:'',
};
mkdirSync('/tmp/ins/html',{recursive:true});
for(const [n,t] of Object.entries(files)){const t0=performance.now();const r=inspectPem(t,{now:Date.UTC(2026,10,26),crypto:nodeCrypto});const t1=performance.now();const h=inspectHtml(r,{title:n+'.pem',path:'certs/'+n+'.pem',nonce:'N'});console.log(n,(t1-t0).toFixed(0)+'ms',(performance.now()-t1).toFixed(0)+'ms',h.length);writeFileSync(`/tmp/ins/html/${n}.html`,h);writeFileSync(`/tmp/ins/html/${n}.pem`,t);}
