package deepq.agent;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.VectorEnvironment;
import deepq.env.VectorStep;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How well a policy plays: the undiscounted returns of some episodes, without learning and without exploration.
 *
 * @param returns the sum of rewards of each episode, in the order of their seeds
 */
public record Evaluation(double[] returns) {
    /**
     * Plays episodes in new environments, episode i reset with {@code seed + i}. The environment must end its episodes: wrap it
     * in a time limit if it may not. An agent plays all its episodes in lockstep, with the same result.
     *
     * @param episodes 1 or more
     */
    public static <S> Evaluation of(
            Policy<S> policy, Supplier<? extends Environment<S>> make, int episodes, long seed) {
        if (episodes < 1) {
            throw new IllegalArgumentException("an evaluation needs 1 or more episodes, not " + episodes);
        }
        double[] returns = new double[episodes];
        Environment<S> environment = make.get();
        for (int i = 0; i < episodes; i++) {
            S observation = environment.reset(seed + i);
            Step<S> step;
            do {
                step = environment.step(policy.action(observation));
                observation = step.observation();
                returns[i] += step.reward();
            } while (!step.ended());
        }
        return new Evaluation(returns);
    }

    /** The same for an agent, all episodes in lockstep: the same returns, sooner. */
    public static Evaluation of(
            DqnAgent agent, Supplier<? extends Environment<float[]>> make, int episodes, long seed) {
        if (episodes < 1) {
            throw new IllegalArgumentException("an evaluation needs 1 or more episodes, not " + episodes);
        }
        VectorEnvironment environments = VectorEnvironment.of(make, episodes);
        int inputs = environments.observationSize();
        int n = environments.actionSpace().n();
        VectorStep seen = new VectorStep(episodes, inputs);
        environments.reset(seed, seen);
        double[] returns = new double[episodes];
        float[] observations = new float[episodes * inputs];
        float[] q = new float[episodes * n];
        int[] actions = new int[episodes];
        // The environments whose first episode goes on; the others go on too, but nobody looks at them any more.
        int[] playing = IntStream.range(0, episodes).toArray();
        int count = episodes;
        while (count > 0) {
            for (int k = 0; k < count; k++) {
                agent.scale(seen.observations, playing[k] * inputs, observations, k * inputs);
            }
            agent.online().predict(observations, count, q);
            for (int k = 0; k < count; k++) {
                actions[playing[k]] = EpsilonGreedy.argmax(q, k * n, n);
            }
            environments.step(actions, seen);
            int still = 0;
            for (int k = 0; k < count; k++) {
                int i = playing[k];
                returns[i] += seen.rewards[i];
                if (!seen.terminated[i] && !seen.truncated[i]) {
                    playing[still++] = i;
                }
            }
            count = still;
        }
        return new Evaluation(returns);
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

    public double min() {
        return Arrays.stream(returns).min().orElseThrow();
    }

    public double max() {
        return Arrays.stream(returns).max().orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean return %.1f, standard deviation %.1f, %.0f to %.0f, over %d episodes",
                mean(),
                standardDeviation(),
                min(),
                max(),
                returns.length);
    }
}
