import { describe, expect, it } from "vitest";
import { deviceOptions } from "../../../extension/call/components/devices/device-options.ts";
import { english } from "../../support/preview-call/english.ts";

const desk = { deviceId: "d", label: "Desk camera" };
const said = (...input: Parameters<typeof deviceOptions>): string[] => {
  const { options, value } = deviceOptions(...input);
  const labels = options.map(({ label }) => (typeof label === "string" ? label : english(label)));
  const chosen = options.findIndex((option) => option.value === value);
  return labels.map((label, index) => (index === chosen ? `[${label}]` : label));
};

describe("the choice of a device", () => {
  it("offers the system's default beside the devices", () => {
    expect(said([desk], "")).toEqual(["[System default]", "Desk camera"]);
    expect(said([desk], "d")).toEqual(["System default", "[Desk camera]"]);
  });

  it("does not offer it twice where the browser lists it", () => {
    const standard = { deviceId: "default", label: "Default - Headset" };
    expect(said([desk, standard], "")).toEqual(["Desk camera", "[Default - Headset]"]);
  });

  it("says that the chosen one was unplugged, instead of showing another as chosen", () => {
    expect(said([desk], "gone")).toEqual([
      "System default",
      "Desk camera",
      "[Not connected any more]",
    ]);
  });

  it("numbers devices that the browser does not name before permission", () => {
    expect(said([{ deviceId: "a", label: "" }], "a")).toEqual(["System default", "[Device 1]"]);
  });

  it("is never empty", () => {
    expect(said([], "gone")).toEqual(["[None found]"]);
  });
});
