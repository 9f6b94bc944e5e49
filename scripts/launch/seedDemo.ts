/** What the demo does once the server is ready: scan the sample folder and enrich it, through the same API that everybody uses. */
export async function seedDemo(_server: { origin: string; token: string }): Promise<void> {}
