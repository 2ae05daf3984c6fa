package deepq.bench;

import deepq.agent.DqnConfig;
import deepq.agent.Evaluation;
import deepq.agent.StopRule;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.env.KnockedPole;
import deepq.experiment.Experiment;
import deepq.experiment.Statistics;
import deepq.network.DenseNetwork;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.util.stream.LongStream;

/**
 * What an agent learns from knocks and what from wider starts, as notebook 09 tells it:
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.Practice 700 20"} trains the notebook's recipe with the
 * fast network in CartPole, with each of the two and with both, on the seeds 700 to 719, until it passes
 * {@link KnockedPole#test} or has taken 20,000 steps, and tests what it has become in 20 other games of that kind.
 */
public final class Practice {
    private Practice() {}

    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        Experiment.<double[]>seeds(LongStream.range(first, first + Long.parseLong(arguments[1]))
                        .toArray())
                .variant("neither", seed -> learned(0, 0, seed))
                .variant("wider starts", seed -> learned(0, 1.8, seed))
                .variant("knocks", seed -> learned(0.01, 0, seed))
                .variant("both", seed -> learned(0.01, 1.8, seed))
                .run()
                .forEach((name, runs) -> System.out.println(name + ": passed "
                        + runs.stream().filter(run -> run[0] < 20_000).count() + ", after a median of "
                        + Statistics.median(
                                runs.stream().mapToDouble(run -> run[0]).toArray())
                        + " steps; lasts "
                        + Statistics.interval(
                                runs.stream().mapToDouble(run -> run[1]).toArray())
                        + " of 2,500 steps under knocks"));
    }

    /** Steps of training, and the mean length of the 20 games. */
    private static double[] learned(double chance, double width, long seed) {
        DqnConfig recipe = new DqnConfig()
                .observationScale(1 / 2.4f, 1 / 2f, 1 / 0.2095f, 1 / 2f)
                .gamma(0.99)
                .learningRate(Schedule.constant(2e-3))
                .epsilon(Schedule.linear(1, 0.1, 5_000))
                .replay(Replay.uniform(20_000))
                .batchSize(64)
                .learningStarts(500)
                .targetUpdate(TargetUpdate.every(100))
                .maxSteps(20_000)
                .stop(new StopRule(500, 10, 2_400, 20));
        Trainer trainer = new Trainer(
                recipe,
                () -> KnockedPole.practice(chance, width),
                KnockedPole::test,
                DenseNetwork.hidden(32, 32),
                seed);
        trainer.run();
        double lasts = Evaluation.of(trainer.agent(), KnockedPole::test, 20, 1_000_000 + seed)
                .mean();
        return new double[] {trainer.steps(), lasts};
    }
}
