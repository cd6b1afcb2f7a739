// field39/element: the class of <field39-explainer>, the shell of www/shell with the package's own files. Importing it
// registers nothing, fetches nothing, and works where there is no page.
export { Field39Explainer } from "../../www/shell/element.js";
