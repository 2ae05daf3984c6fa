package deepq.env;

import deepq.random.Pcg64;
import deepq.random.Require;

/**
 * An environment that holds the random numbers, which begin with the first reset, and sees to the order of calls:
 * reset, steps until the end, reset. Gymnasium's OrderEnforcing, and strict after the end as well.
 */
abstract class Ordered<S> implements Environment<S> {
    Pcg64 random = new Pcg64(0);
    boolean seeded;
    boolean running;

    /** The first observation of a new episode. */
    abstract S start();

    /** What comes of an action that exists, in an episode that goes on. */
    abstract Step<S> act(int action);

    @Override
    public S reset(long seed) {
        random = new Pcg64(seed);
        seeded = true;
        return reset();
    }

    @Override
    public S reset() {
        Require.state(seeded, "reset() before reset(seed): call reset(seed) first");
        running = true;
        return start();
    }

    @Override
    public Step<S> step(int action) {
        Require.state(seeded, "step before the first reset: call reset(seed) first");
        Require.state(running, "step after the end of the episode: call reset() first");
        actionSpace().require(action);
        Step<S> step = act(action);
        running = !step.terminated();
        return step;
    }
}
