package deepq.course.view;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** PNG files of at most 256 colors: a third of the size, and pictures in notebooks should be small. */
final class Png {
    private static final int BITS = 6;

    private Png() {}

    /** @param image of TYPE_INT_RGB */
    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(indexed(image), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /**
     * The 256 most frequent colors, of 6 bits a channel; every other pixel gets the nearest of them. So large areas keep their color, however pale, and
     * it is the edges of the letters that make do.
     */
    private static BufferedImage indexed(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int[] counts = new int[1 << 3 * BITS];
        int[] first = new int[1 << 3 * BITS]; // the color of a bucket is that of its first pixel
        for (int pixel : pixels) {
            int bucket = bucket(pixel);
            if (counts[bucket]++ == 0) {
                first[bucket] = pixel & 0xFFFFFF;
            }
        }
        int[] used = IntStream.range(0, counts.length)
                .filter(bucket -> counts[bucket] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(bucket -> -counts[bucket]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] palette =
                Arrays.stream(used).limit(256).map(bucket -> first[bucket]).toArray();
        byte[] index = new byte[counts.length];
        for (int i = 0; i < used.length; i++) {
            index[used[i]] = (byte) (i < palette.length ? i : nearest(first[used[i]], palette));
        }
        IndexColorModel colors = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        BufferedImage result =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colors);
        byte[] to = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            to[i] = index[bucket(pixels[i])];
        }
        return result;
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
