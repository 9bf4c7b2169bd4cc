import { expect, it } from "vitest";
import { lengthText } from "../../../extension/call/components/recording/length-text.ts";

it.each([
  [0, "0:00"],
  [7, "0:07"],
  [754, "12:34"],
  [3_600, "1:00:00"],
  [3_723, "1:02:03"],
])("writes %s seconds as %s", (seconds, text) => expect(lengthText(seconds)).toBe(text));
