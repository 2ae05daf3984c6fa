package deepq.view;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
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

    /** At most 256 colours: those of the images with so many bits a channel that they suffice, each the mean of the pixels that it stands for. */
    private record Palette(int bits, int[] indexOfBucket, byte[] rgb) {
        static Palette of(int frames, IntFunction<BufferedImage> draw) {
            int finest = 6;
            long[][] sums = new long[4][1 << 3 * finest];
            for (int i = 0; i < frames; i++) {
                for (int pixel : rgb(draw.apply(i))) {
                    int bucket = bucket(pixel, finest);
                    sums[0][bucket]++;
                    sums[1][bucket] += pixel >> 16 & 255;
                    sums[2][bucket] += pixel >> 8 & 255;
                    sums[3][bucket] += pixel & 255;
                }
            }
            for (int bits = finest; ; bits--) {
                Palette palette = merge(sums, finest, bits);
                if (palette.rgb.length <= 3 * 256) {
                    return palette;
                }
            }
        }

        private static Palette merge(long[][] fine, int finest, int bits) {
            long[][] sums = new long[4][1 << 3 * bits];
            int drop = finest - bits;
            int mask = (1 << finest) - 1;
            for (int bucket = 0; bucket < fine[0].length; bucket++) {
                if (fine[0][bucket] > 0) {
                    int red = bucket >> 2 * finest >> drop;
                    int green = (bucket >> finest & mask) >> drop;
                    int blue = (bucket & mask) >> drop;
                    for (int k = 0; k < 4; k++) {
                        sums[k][red << 2 * bits | green << bits | blue] += fine[k][bucket];
                    }
                }
            }
            int[] index = new int[sums[0].length];
            ByteArrayOutputStream colours = new ByteArrayOutputStream();
            for (int bucket = 0; bucket < index.length; bucket++) {
                long count = sums[0][bucket];
                if (count > 0) {
                    index[bucket] = colours.size() / 3;
                    for (int k = 1; k < 4; k++) {
                        colours.write((int) ((sums[k][bucket] + count / 2) / count));
                    }
                }
            }
            return new Palette(bits, index, colours.toByteArray());
        }

        byte[] indices(BufferedImage image) {
            int[] pixels = rgb(image);
            byte[] indices = new byte[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                indices[i] = (byte) indexOfBucket[bucket(pixels[i], bits)];
            }
            return indices;
        }

        private static int bucket(int pixel, int bits) {
            int drop = 8 - bits;
            return (pixel >> 16 & 255) >> drop << 2 * bits | (pixel >> 8 & 255) >> drop << bits | (pixel & 255) >> drop;
        }

        /** The pixels themselves: getRGB would convert each one. */
        private static int[] rgb(BufferedImage image) {
            return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        }
    }
}
