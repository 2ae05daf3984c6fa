package deepq.course.view;

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
