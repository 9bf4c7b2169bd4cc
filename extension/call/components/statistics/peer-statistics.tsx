// The figures of the link to one person.

import { Show, type JSX } from "solid-js";
import { t } from "../../../shared/i18n.ts";
import type { LinkFigures, PictureFigures } from "../../mesh/link-figures.ts";
import type { LinkHistory, PastFigures } from "../../mesh/mesh-view.ts";
import type { FigureWords } from "./figure-words.ts";
import { Sparkline } from "./sparkline.tsx";

export interface PeerStatisticsProps {
  readonly history: LinkHistory;
  readonly words: FigureWords;
}

export function PeerStatistics(props: PeerStatisticsProps): JSX.Element {
  const now = (): LinkFigures => props.history.now;
  const past = (of: keyof PastFigures): readonly number[] =>
    props.history.past.map((figures) => figures[of]);
  return (
    <dl class="call-figures">
      <Figure
        name={t("statsDown")}
        text={props.words.bits(now().down)}
        values={past("down")}
        word={props.words.bits}
      />
      <Figure
        name={t("statsUp")}
        text={props.words.bits(now().up)}
        values={past("up")}
        word={props.words.bits}
      />
      <Figure
        name={t("statsLoss")}
        text={t(
          "statsLossBoth",
          props.words.part(now().lossHere),
          props.words.part(now().lossThere),
        )}
        values={past("loss")}
        word={props.words.part}
      />
      <Figure
        name={t("statsRoundTrip")}
        text={roundTrip(now().roundTripMs, props.words)}
        values={past("roundTripMs")}
        word={props.words.milliseconds}
      />
      <Figure
        name={t("statsReceived")}
        text={picture(now().received, props.words)}
        values={past("framesPerSecond")}
        word={props.words.frames}
      />
      <Figure name={t("statsSent")} text={picture(now().sent, props.words)} />
      <Figure name={t("statsVoice")} text={now().voiceCodec ?? t("statsNone")} />
      <Figure name={t("statsWay")} text={way(now())} />
    </dl>
  );
}

function roundTrip(ms: number | null, words: FigureWords): string {
  return ms === null ? t("statsNone") : words.milliseconds(ms);
}

function picture(figures: PictureFigures | null, words: FigureWords): string {
  if (figures === null || figures.framesPerSecond === 0) return t("statsNone");
  const { width, height, framesPerSecond, codec } = figures;
  const size = `${width} × ${height}`;
  return [size, words.frames(framesPerSecond), codec].filter((part) => part !== null).join(" · ");
}

function way({ isRelayed, protocol }: LinkFigures): string {
  const how = t(isRelayed ? "statsRelayed" : "statsDirect");
  return protocol === null ? how : `${how} · ${protocol.toUpperCase()}`;
}

function Figure(props: {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly number[];
  readonly word?: (value: number) => string;
}): JSX.Element {
  return (
    <div class="call-figure">
      <dt>{props.name}</dt>
      <dd>
        <span>{props.text}</span>
        <Show when={props.word}>
          {(word) => <Sparkline name={props.name} values={props.values ?? []} word={word()} />}
        </Show>
      </dd>
    </div>
  );
}
