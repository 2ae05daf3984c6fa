package deepq.replay;

import deepq.random.State;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * n-step returns (Sutton and Barto, section 7.1): collects the last n steps of an episode and emits transitions that reach n steps
 * ahead, with reward r_1 + gamma r_2 + ... + gamma^(n-1) r_n and discount gamma^n. At an episode's end the steps still open are
 * emitted with what they have: discount 0 after a termination, gamma^steps after a truncation, because the last observation of
 * an episode that was only cut off still has a value.
 */
public final class NStep {
    private record Open(float[] observation, int action, double reward) {}

    private final int n;
    private final double gamma;
    private final int observationSize;
    private final ArrayDeque<Open> window = new ArrayDeque<>();

    /** @throws IllegalArgumentException unless gamma is in [0, 1] and the whole numbers are at least 1 */
    public NStep(int n, double gamma, int observationSize) {
        if (n < 1 || observationSize < 1 || !(gamma >= 0 && gamma <= 1)) {
            throw new IllegalArgumentException("n and observationSize must be at least 1 and gamma in [0, 1], not " + n
                    + ", " + observationSize + " and " + gamma);
        }
        this.n = n;
        this.gamma = gamma;
        this.observationSize = observationSize;
    }

    /**
     * Takes one step and emits every transition that it completes, oldest first: none while the window fills, then one a step,
     * and at an end all that are open.
     *
     * @param observation the observation before the action, kept until it is emitted: do not change it
     * @param nextObservation what the action led to; after an end the ended episode's last observation
     * @param terminated wins where both are true
     * @param sink takes the transitions, for example {@code buffer::add}
     */
    public void add(
            float[] observation,
            int action,
            double reward,
            float[] nextObservation,
            boolean terminated,
            boolean truncated,
            Consumer<Transition> sink) {
        window.add(new Open(observation, action, reward));
        while (window.size() == n || (terminated || truncated) && !window.isEmpty()) {
            double discounted = 0;
            double power = 1;
            for (Open step : window) {
                discounted += power * step.reward;
                power *= gamma;
            }
            Open oldest = window.remove();
            float discount = terminated ? 0 : (float) power;
            sink.accept(
                    new Transition(oldest.observation, oldest.action, (float) discounted, nextObservation, discount));
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
