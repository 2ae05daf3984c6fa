package deepq.replay;

import deepq.env.Step;
import deepq.random.Require;
import deepq.random.State;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * n-step returns (Sutton and Barto, section 7.1): collects the last n steps of an episode and emits transitions that
 * reach n steps ahead, with reward r_1 + gamma r_2 + ... + gamma^(n-1) r_n and discount gamma^n. At an episode's end
 * the steps still open are emitted with what they have: discount 0 after a termination, gamma^steps after a
 * truncation, because the last observation of an episode that was only cut off still has a value.
 */
public final class NStep {
    private record Open(float[] observation, int action, double reward) {}

    private final int n;
    private final double gamma;
    private final int observationSize;
    private final ArrayDeque<Open> window = new ArrayDeque<>();

    /** Of gamma in [0, 1], and whole numbers of 1 or more. */
    public NStep(int n, double gamma, int observationSize) {
        Require.that(n >= 1, "n-step returns need an n of 1 or more, not %s", n);
        Require.that(gamma >= 0 && gamma <= 1, "gamma is in [0, 1], not %s", gamma);
        Require.that(observationSize >= 1, "an observation has 1 number or more, not %s", observationSize);
        this.n = n;
        this.gamma = gamma;
        this.observationSize = observationSize;
    }

    /**
     * Takes one step and emits every transition that it completes, oldest first: none while the window fills, then
     * one a step, and at an end all that are open.
     *
     * @param observation the one before the action, kept until it is emitted: do not change it
     * @param step what came of the action; at an end its observation is the ended episode's last, and a termination
     *     wins
     * @param sink takes the transitions, for example {@code buffer::add}
     */
    public void add(float[] observation, int action, Step<float[]> step, Consumer<Transition> sink) {
        window.add(new Open(observation, action, step.reward()));
        while (window.size() == n || step.ended() && !window.isEmpty()) {
            double discounted = 0;
            double power = 1;
            for (Open open : window) {
                discounted += power * open.reward;
                power *= gamma;
            }
            Open first = window.remove();
            float discount = step.terminated() ? 0 : (float) power;
            sink.accept(
                    new Transition(first.observation, first.action, (float) discounted, step.observation(), discount));
        }
    }

    /** The open steps, for a checkpoint. */
    public void describe(State state) throws IOException {
        state.expect("an n-step window of n " + n + ", gamma " + gamma + " and observationSize " + observationSize);
        state.all(window, new Open(new float[observationSize], 0, 0), step -> {
            float[] observation = state.values(step.observation.clone(), observationSize);
            return new Open(observation, state.value(step.action), state.value(step.reward));
        });
        if (window.size() >= n) {
            throw new IOException("damaged n-step window: " + window.size() + " open steps of n = " + n);
        }
    }
}
