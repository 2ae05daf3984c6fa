package deepq.agent;

import deepq.env.Environment;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import deepq.random.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well a policy plays: the undiscounted returns of some episodes, without learning and without exploration.
 *
 * @param returns the sum of rewards of each episode, in the order of their seeds
 */
public record Evaluation(double[] returns) {
    /**
     * Plays 1 or more episodes in a new environment, episode i reset with {@code seed + i}. Throws
     * CancellationException if this thread is interrupted (it stays so), and IllegalStateException if an episode does
     * not end (wrap the environment in a time limit) or the environment gives what it should not.
     */
    public static <S> Evaluation of(
            Policy<S> policy, Supplier<? extends Environment<S>> make, int episodes, long seed) {
        Require.that(episodes >= 1, "an evaluation needs 1 or more episodes, not %s", episodes);
        double[] returns = new double[episodes];
        Environment<S> environment = make.get();
        Require.that(environment != null, "the supplier gave null instead of an environment");
        for (int i = 0; i < episodes; i++) {
            S observation = environment.reset(seed + i);
            Step<S> step;
            int steps = 0;
            do {
                step = environment.step(policy.action(observation));
                boolean fine = step != null && Double.isFinite(step.reward());
                Require.state(fine, "%s gave %s. EnvironmentCheck may find more", environment.name(), step);
                observation = step.observation();
                returns[i] += step.reward();
                TimeLimit.requireGoingOn(++steps);
            } while (!step.ended());
        }
        return new Evaluation(returns);
    }

    /**
     * The same for an agent, which plays all episodes in lockstep, and so sooner. Refuses an environment that the
     * agent's network does not fit. A DenseNetwork's returns are the same; deeplearning4j may round a row in a batch
     * otherwise than alone.
     */
    public static Evaluation of(
            DqnAgent agent, Supplier<? extends Environment<float[]>> make, int episodes, long seed) {
        return of(agent, List.of(), make, episodes, seed);
    }

    /** The same beside environments that are in use elsewhere: refuses a supplier that gives one of those again. */
    static Evaluation of(
            DqnAgent agent,
            List<CheckedEnvironment> others,
            Supplier<? extends Environment<float[]>> make,
            int episodes,
            long seed) {
        Require.that(episodes >= 1, "an evaluation needs 1 or more episodes, not %s", episodes);
        List<CheckedEnvironment> environments = CheckedEnvironment.several(others, make, episodes);
        environments.get(0).requireFits(agent.network());
        int inputs = agent.network().inputs();
        int actions = agent.network().outputs();
        float[][] seen = new float[episodes][];
        for (int i = 0; i < episodes; i++) {
            seen[i] = environments.get(i).reset(seed + i);
        }
        double[] returns = new double[episodes];
        float[] observations = new float[episodes * inputs];
        float[] q = new float[episodes * actions];
        List<Integer> playing = IntStream.range(0, episodes).boxed().toList();
        for (int steps = 1; !playing.isEmpty(); steps++) {
            for (int k = 0; k < playing.size(); k++) {
                System.arraycopy(agent.scaled(seen[playing.get(k)]), 0, observations, k * inputs, inputs);
            }
            agent.network().predict(observations, playing.size(), q);
            List<Integer> still = new ArrayList<>();
            for (int k = 0; k < playing.size(); k++) {
                int i = playing.get(k);
                Step<float[]> step = environments.get(i).step(EpsilonGreedy.argmax(q, k * actions, actions));
                seen[i] = step.observation();
                returns[i] += step.reward();
                if (!step.ended()) {
                    still.add(i);
                }
            }
            playing = still;
            TimeLimit.requireGoingOn(steps);
        }
        return new Evaluation(returns);
    }

    public double mean() {
        return Arrays.stream(returns).average().orElseThrow();
    }

    /** Mean, standard deviation (that of one episode, NaN for a single one), smallest and largest return. */
    @Override
    public String toString() {
        double mean = mean();
        DoubleStream squares = Arrays.stream(returns).map(value -> (value - mean) * (value - mean));
        double deviation = Math.sqrt(squares.sum() / (returns.length - 1));
        DoubleSummaryStatistics all = Arrays.stream(returns).summaryStatistics();
        String text = "mean return %.1f, standard deviation %.1f, %.0f to %.0f, over %d episodes";
        return String.format(Locale.ROOT, text, mean, deviation, all.getMin(), all.getMax(), returns.length);
    }
}
