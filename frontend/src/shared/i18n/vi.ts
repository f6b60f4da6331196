export { t as vi } from "./index";
