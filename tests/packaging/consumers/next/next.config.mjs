import { fileURLToPath } from "node:url";

// The bundlers and the package are installed two folders up.
export default { turbopack: { root: fileURLToPath(new URL("../../", import.meta.url)) } };
