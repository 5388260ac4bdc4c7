const samplesPerSecond = 8_000;
const secondsPerWord = 0.14;
const mostWords = 24;
/** Semitones above the lowest note: a scale on which nothing sounds wrong. */
const scale = [0, 2, 4, 7, 9, 12, 14, 16];
const lowestNote = 262;
const loudness = 9_000;

/** A WAV: a little tune with one note for each word, as high as the word is long. */
export function makeTune(words: string): Buffer {
  const spoken = words.split(/\s+/).filter(Boolean).slice(0, mostWords);
  const notes = (spoken.length === 0 ? [""] : spoken).map((word) => noteOf(word.length));
  const samples = Buffer.concat(notes);
  return Buffer.concat([headerFor(samples.length), samples]);
}

function noteOf(height: number): Buffer {
  const frequency = lowestNote * 2 ** ((scale[height % scale.length] ?? 0) / 12);
  const length = Math.round(samplesPerSecond * secondsPerWord);
  const samples = Buffer.alloc(length * 2);
  for (let index = 0; index < length; index += 1) {
    // It swells and fades, so that nothing clicks between two notes.
    const swell = Math.sin((Math.PI * index) / length);
    const wave = Math.sin((2 * Math.PI * frequency * index) / samplesPerSecond);
    samples.writeInt16LE(Math.round(loudness * swell * wave), index * 2);
  }
  return samples;
}

/** One channel of 16 bits. */
function headerFor(bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + bytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes, 40);
  return header;
}
