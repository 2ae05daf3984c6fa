package deepq.network;

import java.util.List;

/**
 * An observation that is a picture, and the filters that look at it. A row holds it channel by channel (stacked frames are
 * channels), each channel row by row from the top.
 *
 * @param filters the convolutions in order, each followed by ReLU; at least one
 */
public record Screen(int rows, int columns, int channels, List<Filters> filters) {
    /** A convolution without padding: {@code count} square filters of {@code size} pixels that move by {@code stride}. */
    public record Filters(int count, int size, int stride) {
        public Filters {
            if (count < 1 || size < 1 || stride < 1) {
                throw new IllegalArgumentException("filters need a count, size and stride of at least 1, not " + count
                        + ", " + size + " and " + stride);
            }
        }
    }

    private static final int MOST_FILTERS = 20;

    public Screen {
        filters = List.copyOf(filters);
        if (rows < 1 || columns < 1 || channels < 1 || filters.isEmpty() || filters.size() > MOST_FILTERS) {
            throw new IllegalArgumentException("a screen needs rows, columns, channels and 1 to " + MOST_FILTERS
                    + " convolutions, not " + rows + " x " + columns + " x " + channels + " and " + filters.size());
        }
        requireArray((double) rows * columns * channels);
        int height = rows;
        int width = columns;
        for (Filters layer : filters) {
            if (layer.size() > height || layer.size() > width) {
                throw new IllegalArgumentException(
                        layer + " do not fit what they look at, " + height + " x " + width + " pixels");
            }
            height = (height - layer.size()) / layer.stride() + 1;
            width = (width - layer.size()) / layer.stride() + 1;
            requireArray((double) height * width * layer.count());
        }
    }

    private static void requireArray(double size) {
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a screen, or what a convolution makes of it, has " + size + " pixels: too many for an array");
        }
    }

    int size() {
        return rows * columns * channels;
    }

    /** How many numbers the last convolution hands on to the dense layers. */
    int features() {
        int height = rows;
        int width = columns;
        for (Filters layer : filters) {
            height = (height - layer.size()) / layer.stride() + 1;
            width = (width - layer.size()) / layer.stride() + 1;
        }
        return height * width * filters.get(filters.size() - 1).count();
    }
}
