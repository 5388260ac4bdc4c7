import { startForked } from "./forked.ts";
import { createGatewayClient, type GatewayClient } from "./gateway-client.ts";
import { direct, type Gateway, startOurGateway, startPortkey, type Upstream } from "./gateway-process.ts";
import { type Contestant, type Measurement, median, takeTurns } from "./measure.ts";
import { type Open, withOpened } from "./opened.ts";

const connections = 16;
/** About as long for both: a second of streams. */
const asked = { ours: 6_000, theirs: 600 };
const rounds = 5;
const warmUp = 3;
const streams = 200;
const warmUpStreams = 100;

async function openUpstream(open: Open): Promise<Upstream> {
  return (await open(startForked<Upstream>("serve-upstream.ts", {}))).first;
}

async function openClient(open: Open, gateway: Gateway, size: number): Promise<GatewayClient> {
  const client = createGatewayClient(gateway, size);
  return await open(Promise.resolve({ ...client, stop: client.close }));
}

/** Milliseconds a request. */
function answering(client: GatewayClient, count: number, stream: boolean): Contestant {
  return async () => (await client.askAll(count, { stream })) / count;
}

async function compareRates(ours: GatewayClient, theirs: GatewayClient, stream: boolean) {
  const contestants = {
    ours: answering(ours, asked.ours, stream),
    theirs: answering(theirs, asked.theirs, stream),
  };
  const times = await takeTurns(contestants, { rounds, warmUp });
  const [one, other] = [median(times.ours), median(times.theirs)];
  const rate = (milliseconds: number) => Math.round(1_000 / milliseconds).toLocaleString("en");
  return { ratio: other / one, rates: `${rate(one)} a second against ${rate(other)}` };
}

/** The rate at which chats are answered through the product, over that of @portkey-ai/gateway. */
export function measureGateway(): Promise<Measurement> {
  return withOpened(async (open) => {
    const upstream = await openUpstream(open);
    const ours = await openClient(open, await open(startOurGateway(upstream)), connections);
    const theirs = await openClient(open, await open(startPortkey(upstream)), connections);
    const streamed = await compareRates(ours, theirs, true);
    const whole = await compareRates(ours, theirs, false);
    return {
      title: `Rate of streamed chats through the HTTP gateway at ${connections} connections, over that of @portkey-ai/gateway before the same server`,
      value: streamed.ratio,
      target: 10,
      bound: "at least",
      details: `${streamed.rates}; as JSON ${whole.ratio.toFixed(1)} times, ${whole.rates}`,
    };
  });
}

/** How much later the first word of a stream comes through the product than from the server itself. */
export function measureFirstWord(): Promise<Measurement> {
  return withOpened(async (open) => {
    const upstream = await openUpstream(open);
    const through = await openClient(open, await open(startOurGateway(upstream)), 1);
    const straight = await openClient(open, direct(upstream), 1);
    const contestants = { through: through.firstWord, straight: straight.firstWord };
    const times = await takeTurns(contestants, { rounds: streams, warmUp: warmUpStreams });
    const [ours, theirs] = [median(times.through), median(times.straight)];
    return {
      title: "The first word of a stream through the HTTP gateway, later than from the server itself",
      value: ours - theirs,
      target: 2,
      unit: "ms",
      details: `${ours.toFixed(2)} ms against ${theirs.toFixed(2)} ms, one stream at a time`,
    };
  });
}
