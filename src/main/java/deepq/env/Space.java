package deepq.env;

/** The set of values that an observation or an action may take: Gymnasium's {@code Space}. */
public sealed interface Space<S> permits Discrete, Box {
    boolean contains(S value);
}
