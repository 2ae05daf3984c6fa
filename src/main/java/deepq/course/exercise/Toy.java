package deepq.course.exercise;

import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Space;

/** A game that only a check plays: its starts need no chance, so it has no use for a seed. */
abstract class Toy<S> implements Environment<S> {
    private final int actions;
    private final Space<S> seen;

    Toy(int actions, Space<S> seen) {
        this.actions = actions;
        this.seen = seen;
    }

    @Override
    public S reset(long seed) {
        return reset();
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(actions);
    }

    @Override
    public Space<S> observationSpace() {
        return seen;
    }
}
