import { expect, test } from "vitest";
import { isRunning } from "@/db/embedded/process";
import { Child } from "./child";

const env = { PATH: process.env.PATH };

function child(code: string, onLine: (line: string) => void = () => {}) {
  let giveUp = () => {};
  const givenUp = new Promise<void>((done) => (giveUp = done));
  const plan = { name: "the example", args: ["-e", code], cwd: "/", env, onLine, onGivenUp: giveUp };
  return { it: new Child(plan), givenUp };
}

test("a child that dies is started again, three quick deaths are enough", async () => {
  let starts = 0;
  const { it, givenUp } = child("console.log('here')", () => starts++);
  it.start();
  await givenUp;
  expect(starts).toBe(3);
});

test("a child that will not stop is killed, and not started again", async () => {
  let pid = 0;
  const ready = Promise.race([
    new Promise<void>((done) => {
      const { it } = child(
        "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
        () => {
          pid = it.pid ?? 0;
          void it.stop(200).then(done);
        },
      );
      it.start();
    }),
  ]);
  await ready;
  expect(pid).toBeGreaterThan(0);
  expect(isRunning(pid)).toBe(false);
});
