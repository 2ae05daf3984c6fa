package deepq.tabular;

/** The one check that all of this package needs. */
final class Discount {
    private Discount() {}

    static double require(double gamma) {
        if (!(0 <= gamma && gamma <= 1)) {
            throw new IllegalArgumentException("the discount gamma is from 0 to 1, not " + gamma);
        }
        return gamma;
    }
}
