package deepq.env;

import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.SeedStreams;
import deepq.random.State;
import java.io.IOException;

/**
 * Now and then the game does not obey: with a probability it repeats the action before (Machado et al. 2018,
 * "Revisiting the Arcade Learning Environment"; Gymnasium's {@code StickyAction}). So an agent cannot learn one game
 * by heart. The first action of an episode never sticks.
 */
public final class StickyAction<S> implements Wrapper<S> {
    private static final int NONE = -1;

    private final Environment<S> inner;
    private final double probability;
    private Pcg64 random = new Pcg64(0);
    private int last = NONE;

    /** @param probability that an action is replaced by the one before, from 0 to below 1 */
    public StickyAction(Environment<S> inner, double probability) {
        Require.that(probability >= 0 && probability < 1, "a probability in [0, 1), not %s", probability);
        this.inner = inner;
        this.probability = probability;
    }

    @Override
    public S reset(long seed) {
        random = new SeedStreams(seed).stream("sticky actions"); // not those of the game
        return Wrapper.super.reset(seed);
    }

    @Override
    public S first(S observation) {
        last = NONE;
        return observation;
    }

    @Override
    public Step<S> step(int action) {
        boolean sticks = random.random() < probability && last != NONE;
        last = sticks ? last : action;
        return Wrapper.super.step(last);
    }

    @Override
    public Environment<S> inner() {
        return inner;
    }

    @Override
    public String name() {
        return "StickyAction(" + probability + ")";
    }

    @Override
    public void describe(State state) throws IOException {
        Wrapper.super.describe(state);
        random.describe(state);
        last = state.value(last);
    }
}
