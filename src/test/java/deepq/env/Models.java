package deepq.env;

import java.util.List;

/** Models that no map has. */
public final class Models {
    private Models() {}

    public static Model of(List<List<List<Outcome>>> outcomes, double... start) {
        return new Model(outcomes, start);
    }
}
