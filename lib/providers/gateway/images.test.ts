import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { coreCatalogue } from "@/simulators/catalogue";
import { startTestApp, type TestApp } from "@/tests/support/app";
import { reduceImage } from "@/lib/artwork/reduce";
import { fetchImage } from "./images";

describe("pictures from outside", () => {
  let app: TestApp;
  let stranger: Server;
  let strangersRequests = 0;
  let strangersAddress: string;

  beforeAll(async () => {
    app = await startTestApp();
    stranger = createServer((_request, response) => {
      strangersRequests++;
      response.end("never");
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    strangersAddress = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/picture.jpg`;
  });
  afterAll(async () => {
    stranger.close();
    await app.close();
  });
  afterEach(() => {
    app.simulators.reset();
    strangersRequests = 0;
  });

  const covers = () => app.simulators.urls.COVERARTARCHIVE_URL;

  test.each([
    ["plain http, even of a known host", "http://i.scdn.co/image/x"],
    ["a host nobody knows", "https://pictures.example/x.jpg"],
    ["a known name in front of another domain", "https://i.scdn.co.example/x"],
    ["a domain that only ends like a known one", "https://evildzcdn.net/x"],
    ["a known host as the user's name", "https://i.scdn.co@pictures.example/x"],
    ["a user's name and password", "https://me:secret@i.scdn.co/x"],
    ["another port of a known host", "https://i.scdn.co:8443/x"],
    ["an address inside the network", "https://127.0.0.1/x"],
    ["the link-local address of a cloud", "http://169.254.169.254/latest/meta-data"],
    ["IPv6's own address", "https://[::1]/x"],
    ["a file", "file:///etc/passwd"],
    ["a data address", "data:image/png;base64,AAAA"],
    ["a script", "javascript:alert(1)"],
    ["nothing", ""],
    ["no address at all", "cover.jpg"],
  ])("are not fetched from %s", async (_name, address) => {
    expect(await fetchImage(address)).toEqual({ kind: "failed", failure: "invalid_url" });
  });

  test("are not fetched from a neighbour of the simulators, whatever redirects there", async () => {
    expect(await fetchImage(strangersAddress)).toMatchObject({ failure: "invalid_url" });
    app.simulators.fault("deezer", { status: 302, body: "", headers: { Location: strangersAddress } });
    const asked = await fetchImage(`${app.simulators.urls.DEEZER_URL}/images/cover/x/500x500.jpg`);
    expect(asked).toEqual({ kind: "failed", failure: "invalid_url" });
    expect(strangersRequests).toBe(0);
  });

  test("come through the Cover Art Archive's redirects", async () => {
    const release = coreCatalogue().releases.find(
      (each) => each.on.has("musicbrainz") && !each.group.coverless,
    );
    const answer = await fetchImage(`${covers()}/release/${release?.mbid ?? ""}/front-250`);
    expect(answer.kind).toBe("image");
    const statuses = app.simulators.log({ provider: "coverartarchive" }).map((entry) => entry.status);
    expect(statuses).toEqual([307, 302, 200]);
    const reduced = answer.kind === "image" ? await reduceImage(answer.bytes) : null;
    expect(reduced?.width).toBe(250);
    expect(reduced?.files[64].subarray(8, 12).toString()).toBe("WEBP");
  });

  test("that redirect in a circle are given up", async () => {
    app.simulators.fault("coverartarchive", { status: 302, body: "", headers: { Location: "/again" } });
    expect(await fetchImage(`${covers()}/again`)).toEqual({ kind: "failed", failure: "http_error" });
    expect(app.simulators.log({ provider: "coverartarchive" }).length).toBeLessThan(10);
  });

  test.each([
    ["not there", { status: 404, body: "<html></html>" }, "not_available"],
    ["gone", { status: 410, body: "" }, "not_available"],
    ["forbidden", { status: 403, body: "" }, "http_error"],
    ["behind a limit", { status: 429, body: "" }, "http_error"],
    ["behind a broken server", { html: true }, "http_error"],
    ["redirected nowhere", { status: 302, body: "" }, "http_error"],
    ["redirected to nonsense", { status: 302, body: "", headers: { Location: "http://[" } }, "invalid_url"],
    ["cut off by the connection", { drop: true }, "download_error"],
    ["without an end", { endless: true }, "invalid_image"],
  ])("that are %s have failed for that reason", async (_name, fault, failure) => {
    app.simulators.fault("coverartarchive", fault);
    expect(await fetchImage(`${covers()}/release/x/front`)).toEqual({ kind: "failed", failure });
  });

  test("are never taken for a picture when they are a page, a drawing program or half of one", async () => {
    expect(await reduceImage(Buffer.from("<!doctype html><title>No</title>"))).toBeNull();
    expect(await reduceImage(Buffer.alloc(0))).toBeNull();
    expect(
      await reduceImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    ).toBeNull();
    const release = coreCatalogue().releases.find(
      (each) => each.on.has("musicbrainz") && !each.group.coverless,
    );
    const answer = await fetchImage(`${covers()}/release/${release?.mbid ?? ""}/front-500`);
    if (answer.kind !== "image") throw new Error("no picture");
    expect(await reduceImage(answer.bytes.subarray(0, answer.bytes.length / 2))).toBeNull();
  });

  test("of too many pixels are refused by their header, before they are unpacked", async () => {
    // A PNG that says it is 30,000 by 30,000 and holds nothing.
    const header = Buffer.alloc(33);
    Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(header);
    header.writeUInt32BE(30_000, 16);
    header.writeUInt32BE(30_000, 20);
    Buffer.from("0802000000", "hex").copy(header, 24);
    expect(await reduceImage(header)).toBeNull();
  });
});
