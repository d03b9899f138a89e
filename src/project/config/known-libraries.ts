import { normalizeDistribution } from "./python-names.ts";

/** Import names whose distribution has another name: one `import → distribution` per line, sorted by import name. */
const table = `
  Bio                → biopython
  Crypto             → pycryptodome
  Cryptodome         → pycryptodomex
  Levenshtein        → python-Levenshtein
  MySQLdb            → mysqlclient
  OpenGL             → PyOpenGL
  OpenSSL            → pyOpenSSL
  PIL                → pillow
  Xlib               → python-xlib
  absl               → absl-py
  apiclient          → google-api-python-client
  attr               → attrs
  barcode            → python-barcode
  bluetooth          → PyBluez
  bs4                → beautifulsoup4
  bson               → pymongo
  cairo              → pycairo
  can                → python-can
  cv2                → opencv-python
  dateutil           → python-dateutil
  decouple           → python-decouple
  discord            → discord.py
  dns                → dnspython
  docx               → python-docx
  dotenv             → python-dotenv
  editor             → python-editor
  engineio           → python-engineio
  faiss              → faiss-cpu
  fitz               → PyMuPDF
  flask_cors         → Flask-Cors
  flask_login        → Flask-Login
  flask_sqlalchemy   → Flask-SQLAlchemy
  github             → PyGithub
  gitlab             → python-gitlab
  git                → GitPython
  gi                 → PyGObject
  google.auth        → google-auth
  google.genai       → google-genai
  google.generativeai → google-generativeai
  google.protobuf    → protobuf
  googleapiclient    → google-api-python-client
  grpc               → grpcio
  grpc_health        → grpcio-health-checking
  grpc_reflection    → grpcio-reflection
  grpc_status        → grpcio-status
  grpc_tools         → grpcio-tools
  haystack           → haystack-ai
  hydra              → hydra-core
  imblearn           → imbalanced-learn
  jenkins            → python-jenkins
  jose               → python-jose
  jwt                → PyJWT
  kafka              → kafka-python
  keycloak           → python-keycloak
  ldap               → python-ldap
  llama_cpp          → llama-cpp-python
  magic              → python-magic
  markdown           → Markdown
  markdown_it        → markdown-it-py
  mpl_toolkits       → matplotlib
  multipart          → python-multipart
  mysql              → mysql-connector-python
  nacl               → PyNaCl
  osgeo              → GDAL
  paho               → paho-mqtt
  pkg_resources      → setuptools
  playhouse          → peewee
  pptx               → python-pptx
  psycopg2           → psycopg2-binary
  pwiz               → peewee
  pydantic_settings  → pydantic-settings
  pylab              → matplotlib
  pythoncom          → pywin32
  pytorch_lightning  → pytorch-lightning
  pywintypes         → pywin32
  rapidjson          → python-rapidjson
  rest_framework     → djangorestframework
  ruamel.yaml        → ruamel.yaml
  sentence_transformers → sentence-transformers
  serial             → pyserial
  shapefile          → pyshp
  sklearn            → scikit-learn
  skimage            → scikit-image
  sksparse           → scikit-sparse
  skopt              → scikit-optimize
  slugify            → python-slugify
  smbus              → smbus2
  snappy             → python-snappy
  snowflake.connector → snowflake-connector-python
  socketio           → python-socketio
  socks              → PySocks
  speech_recognition → SpeechRecognition
  telegram           → python-telegram-bot
  tlz                → toolz
  umap               → umap-learn
  usb                → pyusb
  usb1               → libusb1
  vlc                → python-vlc
  websocket          → websocket-client
  whisper            → openai-whisper
  win32api           → pywin32
  win32com           → pywin32
  win32con           → pywin32
  win32gui           → pywin32
  wx                 → wxPython
  xdist              → pytest-xdist
  yaml               → PyYAML
  z3                 → z3-solver
  zmq                → pyzmq
`;

const rows: readonly (readonly [importName: string, distribution: string])[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [importName = "", distribution = ""] = line.trim().split(/\s*→\s*/);
    return [importName, distribution];
  });

const distributions = new Map(rows);

/** By distribution, the first import name that differs from it. */
const importNames = new Map<string, string>();
for (const [importName, distribution] of rows) {
  const key = normalizeDistribution(distribution);
  if (!importNames.has(key)) importNames.set(key, importName);
}
/** Exceptions to the rows: another build of a module, an unmaintained predecessor, the best known of many modules. */
const preferredImportNames: Readonly<Record<string, string>> = {
  "opencv-python-headless": "cv2",
  "opencv-contrib-python": "cv2",
  "pillow-simd": "PIL",
  pycrypto: "Crypto",
  "faiss-gpu": "faiss",
  "google-api-python-client": "googleapiclient",
  pywin32: "win32api",
};
for (const [distribution, importName] of Object.entries(preferredImportNames))
  importNames.set(distribution, importName);

/** Distributions that also provide a module with the distribution's name. */
const sameNamedDistributions =
  "attrs matplotlib peewee psycopg2 pymongo setuptools sklearn smbus2 toolz".split(" ");
for (const distribution of sameNamedDistributions) importNames.set(distribution, distribution);

/**
 * Returns the distribution that provides a module, by its import name. Without a row it is the top-level name, or the full
 * name in shared namespaces: `google.cloud.storage` → `google-cloud-storage`.
 */
export function distributionOf(importName: string): string {
  const parts = importName.split(".");
  for (let length = parts.length; length > 0; length--) {
    const known = distributions.get(parts.slice(0, length).join("."));
    if (known) return known;
  }
  const sharedNamespace = parts[0] === "google" || parts[0] === "azure" || parts[0] === "zope";
  return sharedNamespace ? parts.join("-") : (parts[0] ?? importName);
}

/** Returns a distribution's import name if the two differ: `scikit-learn` → `sklearn`. */
export function importNameOf(distribution: string): string | undefined {
  const key = normalizeDistribution(distribution);
  const importName = importNames.get(key);
  return importName === distribution ? undefined : importName;
}

/** Whether the table lists the import name. */
export function isKnownImportName(importName: string): boolean {
  return distributions.has(importName);
}
