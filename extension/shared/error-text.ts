// The text of every error code, and the one way to it where texts are exhaustive per language:
// a code without a text does not compile. Pages hand the key to `t`.

import type { AppErrorCode } from "./errors.ts";
import type { MessageKey } from "./i18n.ts";

export const errorTextKeys = {
  "wallet/name-empty": "errNameEmpty",
  "wallet/unknown-key": "errUnknownKey",
  "wallet/duplicate": "errDuplicateKey",
  "wallet/self-test-failed": "errSelfTestFailed",
  "wallet/import-empty": "errImportEmpty",
  "wallet/import-too-large": "errImportTooLarge",
  "wallet/import-not-text": "errImportNotText",
  "wallet/import-unknown-format": "errImportUnknownFormat",
  "wallet/import-damaged": "errImportDamaged",
  "wallet/import-mismatch": "errImportMismatch",
  "wallet/import-public-key": "errImportPublicKey",
  "wallet/import-encrypted": "errImportEncrypted",
  "wallet/import-openssh": "errImportOpenSsh",
  "wallet/import-sec1": "errImportSec1",
  "wallet/import-putty": "errImportPutty",
  "wallet/import-certificate": "errImportCertificate",
  "wallet/import-other-algorithm": "errImportOtherAlgorithm",
  "wallet/import-other-curve": "errImportOtherCurve",
  "wallet/import-several-keys": "errImportSeveralKeys",
  "approval/unknown": "errApprovalUnknown",
  "approval/ended": "errApprovalEnded",
  "approval/not-what-was-shown": "errApprovalNotWhatWasShown",
  "approval/too-many": "errApprovalTooMany",
  "room/bad-link": "errRoomBadLink",
  "room/unknown": "errRoomUnknown",
  "room/bad-list": "errRoomBadList",
  "room/too-many-keys": "errRoomTooManyKeys",
  "room/host-listed": "errRoomHostListed",
  "room/not-allowed": "errRoomNotAllowed",
  "room/bad-server": "errRoomBadServer",
  "room/list-moved": "errRoomListMoved",
  "room/list-full": "errRoomListFull",
  "server/no-permission": "errServerNoPermission",
  "contact/name-empty": "errContactNameEmpty",
  "contact/name-taken": "errContactNameTaken",
  "contact/own-key": "errContactOwnKey",
  "contact/too-many": "errContactTooMany",
  "request/refused": "errRequestRefused",
  "request/malformed": "errRequestMalformed",
  "storage/failed": "errStorageFailed",
  "background/unreachable": "errBackgroundUnreachable",
} as const satisfies Record<AppErrorCode, MessageKey>;

const opensshToPkcs8 = 'ssh-keygen -p -N "" -m PKCS8 -f';
const pemToPkcs8 = "openssl pkcs8 -topk8 -nocrypt -in key.pem -out latchkey.pem";
const newKeyFile = 'ssh-keygen -t ecdsa -b 256 -N "" -m PKCS8 -f latchkey';

/**
 * Shell commands that make a file which can be imported, shown below the error's text. Each was run
 * with OpenSSH 9.2, OpenSSL 3.0 and PuTTY 0.78. They work on a copy: ssh-keygen -p writes in place.
 */
export const errorCommands: Readonly<Partial<Record<AppErrorCode, string>>> = {
  "wallet/import-openssh": `cp id_ecdsa latchkey.pem\n${opensshToPkcs8} latchkey.pem`,
  // Reads passphrase-protected PKCS #8 and the older "Proc-Type: 4,ENCRYPTED" alike.
  "wallet/import-encrypted": pemToPkcs8,
  "wallet/import-sec1": pemToPkcs8,
  "wallet/import-putty": `puttygen key.ppk -O private-openssh -o latchkey.pem\n${opensshToPkcs8} latchkey.pem`,
  "wallet/import-other-algorithm": newKeyFile,
  "wallet/import-other-curve": newKeyFile,
};
