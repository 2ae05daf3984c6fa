package deepq.course.view;

/** Axes with lines and dots as plain SVG, for a picture that is drawn many times: no script, no Java2D. */
final class SvgPanel {
    private final double[] box;
    private final double highX;
    private final double[] y;
    private final StringBuilder svg = new StringBuilder();

    /**
     * With grid and numbers.
     *
     * @param box left, top, right and bottom in the picture
     * @param highX the x axis goes from 0 to it
     * @param y the y axis goes from y[0] to y[1]
     * @param xLabel below the x axis' numbers, or empty
     */
    SvgPanel(double[] box, double highX, double[] y, String xLabel) {
        this.box = box;
        this.highX = highX;
        this.y = y;
        double left = px(0);
        double right = px(highX);
        double bottom = py(y[0]);
        StringBuilder numbers = new StringBuilder();
        svg.append("<g stroke=\"currentColor\" stroke-opacity=\".14\">");
        double step = step(y[1] - y[0], (int) ((bottom - py(y[1])) / 32));
        for (double v = Math.ceil(y[0] / step) * step; v <= y[1] + step * 1e-9; v += step) {
            path("M" + at(left, py(v)) + "H" + n(right), "");
            numbers.append(text(left - 7, py(v) + 4, "end", number(v, step)));
        }
        step = step(highX, (int) ((right - left) / 75));
        for (double v = 0; v <= highX + step * 1e-9; v += step) {
            numbers.append(text(px(v), bottom + 16, "middle", number(v, step)));
        }
        numbers.append(text(right, bottom + 32, "end", xLabel));
        svg.append("</g><g class=\"n\">").append(numbers).append("</g>");
        path("M" + at(left, bottom) + "H" + n(right), "stroke=\"currentColor\" stroke-opacity=\".5\"");
    }

    /** Joined points; NaN leaves a gap. */
    SvgPanel line(Trail trail, String color, double width) {
        return path(trail, true, "stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"".formatted(color, width));
    }

    /** One path for all dots: a line of no length with round ends is a dot. */
    SvgPanel dots(Trail trail, String color, double size, double opacity) {
        String look = "stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" stroke-opacity=\"%s\"";
        return path(trail, false, look.formatted(color, size, opacity));
    }

    private SvgPanel path(Trail trail, boolean joined, String look) {
        double[] xs = trail.xs();
        double[] ys = trail.ys();
        StringBuilder d = new StringBuilder();
        boolean gap = true;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i])) {
                d.append((joined && !gap ? "L" : "M") + at(px(xs[i]), py(ys[i])) + (joined ? "" : "h0"));
            }
            gap = !Double.isFinite(ys[i]);
        }
        path(d.toString(), look);
        return this;
    }

    /** A dashed line across, named at its left end, above it, unless the name is empty. Nothing for NaN. */
    SvgPanel level(double y, String name) {
        if (!Double.isNaN(y)) {
            String look = "stroke=\"currentColor\" stroke-opacity=\".75\" stroke-dasharray=\"6 4\"";
            path("M" + at(px(0), py(y)) + "H" + n(px(highX)), look);
            svg.append("<g class=\"n\">")
                    .append(text(px(0) + 6, py(y) - 5, "start", name))
                    .append("</g>");
        }
        return this;
    }

    /** A line from the point where it happened down to the axis, and what happened there. */
    SvgPanel note(double x, double y, String text, String color) {
        boolean leftward = x > highX / 2;
        double bottom = py(this.y[0]);
        path("M" + at(px(x), py(y) + 8) + "V" + n(bottom), "stroke=\"" + color + "\" stroke-dasharray=\"2 3\"");
        String words = text(px(x) + (leftward ? -12 : 12), (py(y) + bottom) / 2, leftward ? "end" : "start", text);
        svg.append("<g class=\"t\" fill=\"" + color + "\">" + words + "</g>");
        return this;
    }

    String svg() {
        return svg.toString();
    }

    private void path(String d, String look) {
        svg.append("<path fill=\"none\" %s d=\"%s\"/>".formatted(look, d));
    }

    static String text(double x, double y, String anchor, String text) {
        return "<text x=\"" + n(x) + "\" y=\"" + n(y) + "\" text-anchor=\"" + anchor + "\">" + Html.escape(text)
                + "</text>";
    }

    private double px(double x) {
        return box[0] + x / highX * (box[2] - box[0]);
    }

    private double py(double value) {
        double share = (Math.min(y[1], Math.max(y[0], value)) - y[0]) / (y[1] - y[0]);
        return box[3] - share * (box[3] - box[1]);
    }

    /** 1, 2 or 5 times a power of ten, so that {@code parts} of them are about the range. */
    private static double step(double range, int parts) {
        double raw = range / Math.max(2, parts);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    private static String number(double v, double step) {
        if (Math.abs(v) >= 1e7 || step < 1e-6) {
            return Text.format("%.3g", v);
        }
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return Text.format("%,." + digits + "f", v + 0.0);
    }

    private static String at(double x, double y) {
        return n(x) + " " + n(y);
    }

    /** A tenth of a pixel is enough. */
    static String n(double v) {
        long tenths = Math.round(v * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
