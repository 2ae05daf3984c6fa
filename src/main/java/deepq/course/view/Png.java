package deepq.course.view;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files of at most 256 colours, still or animated (the W3C's PNG specification, third edition, which includes APNG).
 * The JDK writes neither palettes of its own making nor animations, and pictures in notebooks should be small.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /** @param image of TYPE_INT_RGB */
    static byte[] encode(BufferedImage image) {
        return animate(1, i -> image, 0);
    }

    /**
     * An animation that repeats for ever; viewers that know no APNG show frame 0.
     *
     * @param draw frame i, asked for twice (once for its colours), all of TYPE_INT_RGB and the same size
     * @param milliseconds how long each frame is shown
     */
    static byte[] animate(int frames, IntFunction<BufferedImage> draw, int milliseconds) {
        Palette palette = Palette.of(frames, draw);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] before = null;
        int sequence = 0;
        for (int i = 0; i < frames; i++) {
            BufferedImage image = draw.apply(i);
            int width = image.getWidth();
            byte[] pixels = palette.indices(image);
            if (i == 0) {
                chunk(file, "IHDR", out -> {
                    out.writeInt(width);
                    out.writeInt(image.getHeight());
                    out.write(new byte[] {8, 3, 0, 0, 0}); // 8 bits, palette, no interlacing
                });
                chunk(file, "PLTE", out -> out.write(palette.rgb()));
                if (frames > 1) {
                    chunk(file, "acTL", out -> {
                        out.writeInt(frames);
                        out.writeInt(0); // for ever
                    });
                }
            }
            int[] box = changed(before, pixels, width, image.getHeight());
            if (frames > 1) {
                int number = sequence++;
                chunk(file, "fcTL", out -> {
                    out.writeInt(number);
                    for (int value : new int[] {box[2], box[3], box[0], box[1]}) {
                        out.writeInt(value);
                    }
                    out.writeShort(milliseconds);
                    out.writeShort(1000);
                    out.write(new byte[] {0, 0}); // leave what was there, replace the box
                });
            }
            byte[] data = deflate(pixels, width, box);
            if (i == 0) {
                chunk(file, "IDAT", out -> out.write(data));
            } else {
                int number = sequence++;
                chunk(file, "fdAT", out -> {
                    out.writeInt(number);
                    out.write(data);
                });
            }
            before = pixels;
        }
        chunk(file, "IEND", out -> {});
        return file.toByteArray();
    }

    /** {x, y, width, height} of what differs from the frame before; at least one pixel, as APNG demands. */
    private static int[] changed(byte[] before, byte[] now, int width, int height) {
        if (before == null) {
            return new int[] {0, 0, width, height};
        }
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int i = 0; i < now.length; i++) {
            if (before[i] != now[i]) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width);
            }
        }
        return right < 0 ? new int[] {0, 0, 1, 1} : new int[] {left, top, right - left + 1, bottom - top + 1};
    }

    private static byte[] deflate(byte[] pixels, int width, int[] box) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(data, deflater)) {
            for (int y = box[1]; y < box[1] + box[3]; y++) {
                out.write(0); // no filter: palette indices have no slope
                out.write(pixels, y * width + box[0], box[2]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return data.toByteArray();
    }

    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private static void chunk(ByteArrayOutputStream file, String type, Content content) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
            content.write(new DataOutputStream(body));
            CRC32 crc = new CRC32();
            crc.update(body.toByteArray());
            DataOutputStream out = new DataOutputStream(file);
            out.writeInt(body.size() - 4);
            body.writeTo(out);
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The 256 most frequent colours, of 6 bits a channel; every other pixel gets the nearest of them. So large areas keep their colour, however pale, and
     * it is the edges of the letters that make do.
     */
    private record Palette(byte[] indexOfBucket, byte[] rgb) {
        private static final int BITS = 6;

        static Palette of(int frames, IntFunction<BufferedImage> draw) {
            long[][] sums = new long[4][1 << 3 * BITS]; // of each bucket: pixels, red, green, blue
            for (int i = 0; i < frames; i++) {
                for (int pixel : rgb(draw.apply(i))) {
                    int bucket = bucket(pixel);
                    sums[0][bucket]++;
                    sums[1][bucket] += pixel >> 16 & 255;
                    sums[2][bucket] += pixel >> 8 & 255;
                    sums[3][bucket] += pixel & 255;
                }
            }
            List<Integer> used = IntStream.range(0, sums[0].length)
                    .filter(bucket -> sums[0][bucket] > 0)
                    .boxed()
                    .sorted(Comparator.comparingLong(bucket -> -sums[0][bucket]))
                    .toList();
            List<int[]> colours =
                    used.stream().map(bucket -> mean(sums, bucket)).toList();
            int size = Math.min(256, colours.size());
            byte[] indices = new byte[sums[0].length];
            byte[] rgb = new byte[3 * size];
            for (int i = 0; i < colours.size(); i++) {
                indices[used.get(i)] = (byte) (i < size ? i : nearest(colours.get(i), colours.subList(0, size)));
                for (int k = 0; k < 3 && i < size; k++) {
                    rgb[3 * i + k] = (byte) colours.get(i)[k];
                }
            }
            return new Palette(indices, rgb);
        }

        private static int[] mean(long[][] sums, int bucket) {
            long count = sums[0][bucket];
            return IntStream.rangeClosed(1, 3)
                    .map(k -> (int) ((sums[k][bucket] + count / 2) / count))
                    .toArray();
        }

        private static int nearest(int[] colour, List<int[]> palette) {
            int best = 0;
            int smallest = Integer.MAX_VALUE;
            for (int i = 0; i < palette.size(); i++) {
                int distance = 0;
                for (int k = 0; k < 3; k++) {
                    int difference = colour[k] - palette.get(i)[k];
                    distance += difference * difference;
                }
                if (distance < smallest) {
                    smallest = distance;
                    best = i;
                }
            }
            return best;
        }

        byte[] indices(BufferedImage image) {
            int[] pixels = rgb(image);
            byte[] indices = new byte[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                indices[i] = indexOfBucket[bucket(pixels[i])];
            }
            return indices;
        }

        private static int bucket(int pixel) {
            int drop = 8 - BITS;
            return (pixel >> 16 & 255) >> drop << 2 * BITS | (pixel >> 8 & 255) >> drop << BITS | (pixel & 255) >> drop;
        }

        /** The pixels themselves: getRGB would convert each one. */
        private static int[] rgb(BufferedImage image) {
            return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        }
    }
}
