package deepq.course.view;

/** What stands around the data of every chart; {@code ""} is a label not yet given, a null range one taken from the data. */
record Frame(String title, String x, String y, boolean logX, boolean logY, Range xRange, Range yRange) {
    static Frame titled(String title) {
        return new Frame(Check.text("The chart's title", title), "", "", false, false, null, null);
    }

    Frame x(String label) {
        return new Frame(title, Check.text("The label of the x axis", label), y, logX, logY, xRange, yRange);
    }

    Frame y(String label) {
        return new Frame(title, x, Check.text("The label of the y axis", label), logX, logY, xRange, yRange);
    }

    Frame withLogX() {
        return new Frame(title, x, y, true, logY, xRange, yRange);
    }

    Frame withLogY() {
        return new Frame(title, x, y, logX, true, xRange, yRange);
    }

    Frame xRange(double low, double high) {
        return new Frame(title, x, y, logX, logY, new Range("x", low, high), yRange);
    }

    Frame yRange(double low, double high) {
        return new Frame(title, x, y, logX, logY, xRange, new Range("y", low, high));
    }

    /** Called before drawing: a chart without labels is not drawn. */
    void requireLabels() {
        if (x.isEmpty() || y.isEmpty()) {
            String missing = x.isEmpty() ? "x" : "y";
            throw new IllegalStateException("The chart \"" + title + "\" has no label for its " + missing
                    + " axis: add ." + missing + "(\"what it counts, with its unit\").");
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
