export * from "./account";
export * from "./artwork";
export * from "./library";
export * from "./matching";
export * from "./server";
export * from "./work";
