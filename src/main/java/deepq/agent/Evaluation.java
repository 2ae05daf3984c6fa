package deepq.agent;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How well a policy plays: the undiscounted returns of some episodes, without learning and without exploration.
 *
 * @param returns the sum of rewards of each episode, in the order of their seeds
 */
public record Evaluation(double[] returns) {
    /** An episode that takes longer has no end. */
    private static final int MOST_STEPS = 1_000_000;

    /**
     * Plays episodes in new environments, episode i reset with {@code seed + i}. A {@link DqnAgent} plays all of them in lockstep,
     * with the same result, sooner.
     *
     * @param episodes 1 or more
     * @throws CancellationException if this thread is interrupted; it stays so
     * @throws IllegalStateException if an episode does not end: wrap the environment in a time limit
     */
    public static <S> Evaluation of(
            Policy<S> policy, Supplier<? extends Environment<S>> make, int episodes, long seed) {
        requireEpisodes(episodes);
        double[] returns = new double[episodes];
        Environment<S> environment = make.get();
        for (int i = 0; i < episodes; i++) {
            S observation = environment.reset(seed + i);
            Step<S> step;
            int steps = 0;
            do {
                step = environment.step(policy.action(observation));
                observation = step.observation();
                returns[i] += step.reward();
                requireGoingOn(++steps);
            } while (!step.ended());
        }
        return new Evaluation(returns);
    }

    /** The same for an agent, all episodes in lockstep. */
    public static Evaluation of(
            DqnAgent agent, Supplier<? extends Environment<float[]>> make, int episodes, long seed) {
        requireEpisodes(episodes);
        List<CheckedEnvironment> environments = CheckedEnvironment.several(make, episodes);
        int inputs = environments.get(0).inputs();
        int actions = environments.get(0).actions();
        float[][] seen = new float[episodes][];
        for (int i = 0; i < episodes; i++) {
            seen[i] = environments.get(i).reset(seed + i);
        }
        double[] returns = new double[episodes];
        float[] observations = new float[episodes * inputs];
        float[] q = new float[episodes * actions];
        int[] playing = IntStream.range(0, episodes).toArray(); // the first count of them
        int count = episodes;
        for (int steps = 1; count > 0; steps++) {
            for (int k = 0; k < count; k++) {
                agent.scale(seen[playing[k]], observations, k * inputs);
            }
            agent.network().predict(observations, count, q);
            int still = 0;
            for (int k = 0; k < count; k++) {
                int i = playing[k];
                Step<float[]> step = environments.get(i).step(EpsilonGreedy.argmax(q, k * actions, actions));
                seen[i] = step.observation();
                returns[i] += step.reward();
                if (!step.ended()) {
                    playing[still++] = i;
                }
            }
            count = still;
            requireGoingOn(steps);
        }
        return new Evaluation(returns);
    }

    private static void requireEpisodes(int episodes) {
        if (episodes < 1) {
            throw new IllegalArgumentException("an evaluation needs 1 or more episodes, not " + episodes);
        }
    }

    private static void requireGoingOn(int steps) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the evaluation was interrupted");
        }
        if (steps >= MOST_STEPS) {
            throw new IllegalStateException(
                    "an episode has not ended after " + steps + " steps: wrap the environment in a TimeLimit");
        }
    }

    public double mean() {
        return Arrays.stream(returns).average().orElseThrow();
    }

    /** Standard deviation of one episode's return (divided by the number of episodes - 1); NaN for a single episode. */
    public double standardDeviation() {
        double mean = mean();
        double squares = 0;
        for (double value : returns) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / (returns.length - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean return %.1f, standard deviation %.1f, %.0f to %.0f, over %d episodes",
                mean(),
                standardDeviation(),
                Arrays.stream(returns).min().orElseThrow(),
                Arrays.stream(returns).max().orElseThrow(),
                returns.length);
    }
}
