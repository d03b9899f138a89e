import type { Frame } from "../wire/frame.ts";
import { WorkerMessage } from "../wire/messages.ts";

const arrayOf16 = 0xdc;
const arrayOf32 = 0xdd;

/**
 * A frame may begin with the message `printed`: Python has printed before it was sent. The printed bytes travel on a
 * descriptor that the event loop may read later. So this frame, and the frames behind it, wait until the event loop has looked
 * at all descriptors.
 */
export function afterOutput(deliver: (frame: Frame) => void): (frame: Frame) => void {
  let waiting: Frame[] = [];
  const deliverAll = (): void => {
    const frames = waiting;
    waiting = [];
    for (const frame of frames) deliver(frame);
  };
  return (frame) => {
    if (waiting.length === 0 && !followsOutput(frame.head)) {
      deliver(frame);
      return;
    }
    if (waiting.length === 0) setImmediate(deliverAll);
    waiting.push(copyOf(frame));
  };
}

function followsOutput(head: Uint8Array): boolean {
  const first = head[0] === arrayOf16 ? 3 : head[0] === arrayOf32 ? 5 : 1;
  return head[first] === 0x91 && head[first + 1] === WorkerMessage.printed;
}

/** A carrier uses the bytes of a frame again once it is delivered. */
function copyOf({ head, segments }: Frame): Frame {
  return { head: head.slice(), segments: segments.map((segment) => segment.slice()) };
}
