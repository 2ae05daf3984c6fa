package deepq;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files of at most 256 colors, a third of the size, still or moving (W3C, "Portable Network Graphics", third
 * edition: APNG).
 */
public final class Png {
    private static final int BITS = 6;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final int width;
    private final int height;
    private int sequence;

    private Png(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * One picture, or several that follow one another again and again.
     *
     * @param frames of one size
     * @param pause in milliseconds, for each frame
     * @param rest in milliseconds, more for the last one
     */
    public static byte[] encode(List<BufferedImage> frames, int pause, int rest) {
        Png png = new Png(frames.get(0).getWidth(), frames.get(0).getHeight());
        List<int[]> pixels = frames.stream()
                .map(frame -> frame.getRGB(0, 0, png.width, png.height, null, 0, png.width))
                .toList();
        int[] palette = new int[256];
        byte[] index = new byte[1 << 3 * BITS];
        choose(pixels, palette, index);
        try {
            png.write(pixels.stream().map(frame -> indexed(frame, index)).toList(), palette, pause, rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.file.toByteArray();
    }

    /**
     * The 256 most frequent colors, of 6 bits a channel; every other pixel gets the nearest of them. So large areas
     * keep their color, however pale, and it is the edges of the letters that make do.
     */
    private static void choose(List<int[]> frames, int[] palette, byte[] index) {
        int[] counts = new int[index.length];
        int[] first = new int[index.length]; // the color of a bucket is that of its first pixel
        for (int[] pixels : frames) {
            for (int pixel : pixels) {
                int bucket = bucket(pixel);
                if (counts[bucket]++ == 0) {
                    first[bucket] = pixel & 0xFFFFFF;
                }
            }
        }
        int[] used = IntStream.range(0, counts.length)
                .filter(bucket -> counts[bucket] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(bucket -> -counts[bucket]))
                .mapToInt(Integer::intValue)
                .toArray();
        int many = Math.min(used.length, palette.length);
        for (int i = 0; i < used.length; i++) {
            if (i < many) {
                palette[i] = first[used[i]];
            }
            index[used[i]] = (byte) (i < many ? i : nearest(first[used[i]], palette));
        }
    }

    private static byte[] indexed(int[] pixels, byte[] index) {
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            result[i] = index[bucket(pixels[i])];
        }
        return result;
    }

    private void write(List<byte[]> frames, int[] palette, int pause, int rest) throws IOException {
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk("IHDR", out -> {
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {8, 3, 0, 0, 0}); // eight bits, a palette
        });
        chunk("PLTE", out -> {
            for (int color : palette) {
                out.write(new byte[] {(byte) (color >> 16), (byte) (color >> 8), (byte) color});
            }
        });
        if (frames.size() > 1) {
            chunk("acTL", out -> {
                out.writeInt(frames.size());
                out.writeInt(0); // for ever
            });
        }
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            int[] box = i == 0 ? new int[] {0, 0, width, height} : changed(frames.get(i - 1), frame);
            if (frames.size() > 1) {
                int shown = pause + (i == frames.size() - 1 ? rest : 0);
                chunk("fcTL", out -> {
                    for (int number : new int[] {sequence++, box[2], box[3], box[0], box[1]}) {
                        out.writeInt(number);
                    }
                    out.writeShort(shown);
                    out.writeShort(1000);
                    out.writeShort(0); // it stays, and what is new lies over it
                });
            }
            boolean first = i == 0;
            chunk(first ? "IDAT" : "fdAT", out -> {
                if (!first) {
                    out.writeInt(sequence++);
                }
                DeflaterOutputStream packed = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION));
                for (int row = box[1]; row < box[1] + box[3]; row++) {
                    packed.write(0);
                    packed.write(frame, row * width + box[0], box[2]);
                }
                packed.finish();
            });
        }
        chunk("IEND", out -> {});
    }

    /** {left, top, width, height} of what differs, a pixel at least. */
    private int[] changed(byte[] before, byte[] now) {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int row = 0; row < height; row++) {
            int from = row * width;
            int at = Arrays.mismatch(before, from, from + width, now, from, from + width);
            if (at >= 0) {
                top = Math.min(top, row);
                bottom = row;
                left = Math.min(left, at);
                for (int column = width - 1; column > right; column--) {
                    if (before[from + column] != now[from + column]) {
                        right = column;
                    }
                }
            }
        }
        return bottom < 0 ? new int[] {0, 0, 1, 1} : new int[] {left, top, right - left + 1, bottom - top + 1};
    }

    private interface Content {
        void to(DataOutputStream out) throws IOException;
    }

    private void chunk(String type, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        content.to(out);
        CRC32 sum = new CRC32();
        sum.update(bytes.toByteArray());
        DataOutputStream to = new DataOutputStream(file);
        to.writeInt(bytes.size() - 4);
        bytes.writeTo(to);
        to.writeInt((int) sum.getValue());
    }

    private static int nearest(int color, int[] palette) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            best = distance(color, palette[i]) < distance(color, palette[best]) ? i : best;
        }
        return best;
    }

    private static int distance(int a, int b) {
        int red = (a >> 16 & 255) - (b >> 16 & 255);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return red * red + green * green + blue * blue;
    }

    private static int bucket(int pixel) {
        int drop = 8 - BITS;
        return (pixel >> 16 & 255) >> drop << 2 * BITS | (pixel >> 8 & 255) >> drop << BITS | (pixel & 255) >> drop;
    }
}
