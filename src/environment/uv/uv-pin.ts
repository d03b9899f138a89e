/** The uv that is fetched when none is found. */
export const pinnedUv = {
  version: "0.13.8",
  /** SHA-256 of the wheels, by platform. */
  hashes: {
    "linux-aarch64, glibc 2.28": "5337c30bb893b4f9ce0ceb921ba2da0d13f649da644f40ad3bef84083bef0203",
    "linux-aarch64, glibc 2.17 and musl": "0b3e8b1a4f5e405e31e2ff33de8af4744831e9f7338539671efbd8c3c94e791d",
    "linux-armv7l": "86f1319f851e645bc295bb921e6be19beae7e69216c75ae809010ca7817393aa",
    "linux-x86_64, glibc": "e18a57b8b352eb7c8feb317b9f6f533c8f0ad9673fd6cf34bbe3cf1a9f6a8984",
    "linux-x86_64, musl": "29451c60f5e8b07403e0a175d5229efc36b0289b34143ff4aaa499a5dd52553a",
    "macos-arm64": "62b6943c7fd64fac6854f780bea6e0359e5a5bc3241f83ee357bb38276afac49",
    "macos-x86_64": "b7124ca1956ec2e476a1003ea5715a15f0266afaec37f4dc9c6972ba8183e6d1",
    "windows-arm64": "b4184029b1b7c54409b9cd4372c73a36ef9c2d1d7cf3b0aca59c8b1932f041dc",
    "windows-x86": "87614f62b09e3571593ffe01bf2e1dccb8df928a8423324dba80c6d0e33060eb",
    "windows-x86_64": "cfbc13020a64cdf2f116d2936824c38edbf41e5c07f1ea291baf02e31ebf3ed0",
  },
} as const;

/** The oldest uv that is used: older ones lack required options. */
export const oldestUv = "0.5.0";

/** Returns the requirements file from which pip installs the pinned uv. */
export function pinnedUvRequirement(): string {
  const hashes = Object.values(pinnedUv.hashes).map((hash) => `--hash=sha256:${hash}`);
  return `${[`uv==${pinnedUv.version}`, ...hashes].join(" \\\n    ")}\n`;
}
