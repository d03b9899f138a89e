import { call } from "snakebridge/runtime";
import { issubclass } from "#py/builtins";
import { hash, pwhash, secret, utils } from "#py/nacl";
import { HexEncoder } from "#py/nacl/encoding";
import { BadSignatureError, CryptoError } from "#py/nacl/exceptions";
import { Box, PrivateKey } from "#py/nacl/public";
import { SigningKey, VerifyKey } from "#py/nacl/signing";
import { raised, show } from "../show.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (value: unknown) => Buffer.from(value as Uint8Array).toString("hex");
const plain = (value: unknown) => call("builtins", "bytes", [value as never]);
const key = Uint8Array.from({ length: 32 }, (_, at) => at);
const box = await secret.SecretBox.new(key);
const nonce = new Uint8Array(24);
const sealed = await box.encrypt(bytes("attack at dawn"), nonce);
show("sealed", await plain(sealed), await sealed.nonce.$eq(nonce), await sealed.ciphertext.$len());
show("opened", await box.decrypt(sealed), await box.decrypt(sealed.ciphertext, nonce));
show(
  "sizes",
  await secret.SecretBox.KEY_SIZE,
  await secret.SecretBox.NONCE_SIZE,
  (await utils.random(16)).length,
);
const forged = new Uint8Array(54).fill(120);
show("forged", await raised(() => box.decrypt(forged)), await issubclass(BadSignatureError, CryptoError));

const signing = await SigningKey.new(key);
const signed = await signing.sign(bytes("hello"));
show(
  "signed",
  await signed.message,
  hex(await signed.signature).slice(0, 16),
  await signing.verify_key.$invoke("encode", HexEncoder),
);
const verify = await VerifyKey.new(signing.verify_key.$invoke("encode", HexEncoder), { encoder: HexEncoder });
show("verified", await verify.verify(signed), await verify.$eq(signing.verify_key));
show("bad", await raised(() => verify.verify(bytes("hellp"), signed.signature)));

const [ada, bo] = [await PrivateKey.new(key), await PrivateKey.new(key.toReversed())];
const message = await Box.new(ada, bo.public_key).encrypt(bytes("hi"), nonce, { encoder: HexEncoder });
show("box", message, await Box.new(bo, ada.public_key).decrypt(message, { encoder: HexEncoder }));
show(
  "hash",
  await hash.sha256(bytes("abc")),
  await hash.blake2b(bytes("abc"), { digest_size: 16, encoder: HexEncoder }),
);
const kdf = await pwhash.argon2id.kdf(16, bytes("secret"), new Uint8Array(16), {
  opslimit: 1,
  memlimit: 8192,
});
show("kdf", hex(kdf), await pwhash.argon2id.SALTBYTES);
show("wrong size", await raised(() => secret.SecretBox.new(bytes("short"))));
