package deepq.bench;

import deepq.agent.DqnConfig;
import deepq.agent.TargetUpdate;
import deepq.agent.Trainer;
import deepq.env.ActionRepeat;
import deepq.env.Box;
import deepq.env.Discrete;
import deepq.env.Dynamics;
import deepq.env.Environment;
import deepq.env.Simulation;
import deepq.env.Step;
import deepq.env.TimeLimit;
import deepq.network.DenseNetwork;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.replay.Replay;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * A second game of one's own, written with the skeleton of notebook 12 and trained with that notebook's recipe:
 * {@code mvn test-compile exec:exec@author -Dmain="deepq.bench.Landing 500 6"} prints what section 6 tells of it, for
 * the seeds 500 to 505.
 */
public final class Landing {
    /**
     * A lander above the ground: its state is height, velocity and fuel; 1 fires the engine, as long as there is fuel.
     * Who comes down gently gets 1, who does not, or leaves upward, -1; graded, a hard touch costs by its speed.
     */
    private record Lander(boolean graded) implements Dynamics {
        private static final double GENTLE = 0.01;

        @Override
        public Discrete actionSpace() {
            return new Discrete(2);
        }

        @Override
        public Box observationSpace() {
            return new Box(new float[] {-1, -2, 0}, new float[] {3, 2, 1});
        }

        @Override
        public double[] start(Pcg64 random) {
            return new double[] {0.8 + 0.4 * random.random(), 0, 1};
        }

        @Override
        public double step(double[] s, int action, Pcg64 random) {
            boolean thrust = action == 1 && s[2] > 0;
            s[1] += thrust ? 0.004 : -0.002;
            s[2] -= thrust ? 0.025 : 0;
            s[0] += s[1];
            if (!terminated(s)) {
                return 0;
            }
            double speed = Math.abs(s[1]);
            if (s[0] <= 0 && speed <= GENTLE) {
                return 1;
            }
            return graded && s[0] <= 0 ? -Math.min(1, 10 * (speed - GENTLE)) : -1;
        }

        /** On the ground, or lost in space. */
        @Override
        public boolean terminated(double[] s) {
            return s[0] <= 0 || s[0] >= 2;
        }

        @Override
        public float[] observation(double[] s) {
            return new float[] {(float) s[0], (float) (10 * s[1]), (float) Math.max(0, s[2])};
        }
    }

    private Landing() {}

    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        long[] seeds =
                LongStream.range(first, first + Long.parseLong(arguments[1])).toArray();
        System.out.println("gentle landings of 1,000 random games: " + random(game(false), first));
        train("first version", () -> game(false), 60_000, seeds);
        train("held for 4 steps", () -> new ActionRepeat<>(game(false), 4), 15_000, seeds);
        train("graded reward", () -> game(true), 60_000, seeds);
    }

    private static Environment<float[]> game(boolean graded) {
        return new TimeLimit<>(new Simulation(new Lander(graded)), 500);
    }

    private static int random(Environment<float[]> game, long seed) {
        Pcg64 dice = new Pcg64(seed);
        int gentle = 0;
        game.reset(seed);
        for (int i = 0; i < 1_000; i++) {
            Step<float[]> step = game.step(dice.integers(2));
            while (!step.ended()) {
                step = game.step(dice.integers(2));
            }
            gentle += step.reward() == 1 ? 1 : 0;
            game.reset();
        }
        return gentle;
    }

    /** Prints, seed by seed, how many of 100 landings are gentle: the mean return from -1 to 1, made a count. */
    private static void train(String name, Supplier<Environment<float[]>> game, int steps, long... seeds) {
        DqnConfig recipe = new DqnConfig()
                .gamma(0.98)
                .nStep(3)
                .stepsPerUpdate(2)
                .replay(Replay.uniform(100_000))
                .batchSize(64)
                .learningStarts(1_000)
                .targetUpdate(TargetUpdate.every(250))
                .epsilon(Schedule.linear(1, 0.01, steps / 3))
                .learningRate(Schedule.linear(3e-3, 1e-5, steps / 2))
                .maxSteps(steps);
        long[] gentle = Arrays.stream(seeds)
                .parallel()
                .map(seed -> {
                    Trainer trainer = new Trainer(recipe, game, DenseNetwork.hidden(64, 64), seed);
                    trainer.run();
                    return Arrays.stream(trainer.evaluate(100).returns())
                            .filter(total -> total == 1)
                            .count();
                })
                .toArray();
        System.out.println(name + ", gentle landings of 100, seed by seed: " + Arrays.toString(gentle));
    }
}
