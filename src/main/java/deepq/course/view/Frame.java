package deepq.course.view;

import java.util.List;

/** What stands around the data of every chart; {@code ""} is a label not yet given, a null range one taken from the data. */
record Frame(
        String title, String x, String y, boolean logX, boolean logY, Range xRange, Range yRange, List<Level> levels) {
    static Frame titled(String title) {
        return new Frame(Check.text("The chart's title", title), "", "", false, false, null, null, List.of());
    }

    Frame x(String label) {
        return new Frame(title, Check.text("The label of the x axis", label), y, logX, logY, xRange, yRange, levels);
    }

    Frame y(String label) {
        return new Frame(title, x, Check.text("The label of the y axis", label), logX, logY, xRange, yRange, levels);
    }

    Frame log(boolean ofX, boolean ofY) {
        return new Frame(title, x, y, logX || ofX, logY || ofY, xRange, yRange, levels);
    }

    Frame xRange(double low, double high) {
        return new Frame(title, x, y, logX, logY, new Range("x", low, high), yRange, levels);
    }

    Frame yRange(double low, double high) {
        return new Frame(title, x, y, logX, logY, xRange, new Range("y", low, high), levels);
    }

    Frame level(String name, double value, boolean upright) {
        return new Frame(
                title, x, y, logX, logY, xRange, yRange, Check.append(levels, new Level(name, value, upright)));
    }

    /** Called before drawing: a chart without labels is not drawn. */
    void requireLabels() {
        if (x.isEmpty() || y.isEmpty()) {
            String missing = x.isEmpty() ? "x" : "y";
            throw new IllegalStateException("The chart \"" + title + "\" has no label for its " + missing
                    + " axis: add ." + missing + "(\"what it counts, with its unit\").");
        }
    }

    /** A named straight line across the chart: at height {@code value}, or upright at x = {@code value}. */
    record Level(String name, double value, boolean upright) {
        Level {
            Check.text("The name of a level", name);
            Check.finite("The level \"" + name + "\"", value);
        }

        String describe() {
            return name + " at " + Text.number(value);
        }
    }

    record Range(double low, double high) {
        Range(String axis, double low, double high) {
            this(
                    Check.finite("The lower end of the " + axis + " axis", low),
                    Check.finite("The upper end of the " + axis + " axis", high));
            if (low >= high) {
                throw new IllegalArgumentException(
                        "The " + axis + " axis runs from " + low + " to " + high + ": the second must be larger.");
            }
        }
    }
}
