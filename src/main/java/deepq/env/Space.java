package deepq.env;

import deepq.random.Pcg64;

/** The set of values that an observation or an action may take: Gymnasium's {@code Space}. */
public sealed interface Space<S> permits Discrete, Box {
    boolean contains(S value);

    /** A random value, drawn as Gymnasium draws it. */
    S sample(Pcg64 random);
}
