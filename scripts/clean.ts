import { rmSync } from "node:fs";

// A file that is no longer in src must not be published from an older build.
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
