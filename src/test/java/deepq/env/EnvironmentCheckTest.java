package deepq.env;

import static deepq.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import deepq.random.Pcg64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentCheckTest {
    /** A walk on a line, with nothing wrong: what the others break. It ends at 1 or after 30 steps. */
    private static class Walk implements Environment<float[]> {
        final Box box = new Box(new float[] {-40, 0}, new float[] {40, 30});
        Pcg64 random;
        float[] state;

        @Override
        public float[] reset(long seed) {
            random = new Pcg64(seed);
            return reset();
        }

        @Override
        public float[] reset() {
            state = new float[] {(float) random.uniform(-1, 0), 0};
            return observe();
        }

        @Override
        public Step<float[]> step(int action) {
            actionSpace().require(action);
            state[0] += action == 1 ? 0.1f : -0.1f;
            state[1]++;
            return new Step<>(observe(), reward(), state[0] >= 1, state[1] >= 30);
        }

        float[] observe() {
            return state.clone();
        }

        double reward() {
            return 1;
        }

        @Override
        public Discrete actionSpace() {
            return new Discrete(2);
        }

        @Override
        public Space<float[]> observationSpace() {
            return box;
        }
    }

    private static final Environment<float[]> ONE_FOR_ALL = new Walk();
    private static float[] shared = {0, 0};
    private static long calls;

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("null instead of an environment", () -> null),
                broken("the same environment twice", () -> ONE_FOR_ALL),
                broken("actionSpace() is null", () -> new Walk() {
                    @Override
                    public Discrete actionSpace() {
                        return null;
                    }
                }),
                broken("observationSpace() is null", () -> new Walk() {
                    @Override
                    public Space<float[]> observationSpace() {
                        return null;
                    }
                }),
                broken("both bounds of element 1", () -> new Walk() {
                    @Override
                    public Space<float[]> observationSpace() {
                        return new Box(new float[] {-40, 0}, new float[] {40, 0});
                    }
                }),
                broken("there is no action", () -> new Walk() {
                    @Override
                    public Discrete actionSpace() {
                        return new Discrete(3);
                    }

                    @Override
                    public Step<float[]> step(int action) {
                        new Discrete(2).require(action);
                        return super.step(action);
                    }
                }),
                seen("is outside of the observation space", walk -> new float[3]),
                seen("is outside of the observation space", walk -> new float[] {walk.state[0], 2 * walk.state[1]}),
                seen("the observation [NaN, NaN] is outside", walk -> new float[] {Float.NaN, Float.NaN}),
                seen("the observation null is outside", walk -> null),
                rewarded("a reward is NaN", walk -> Double.NaN),
                rewarded("a reward is 1.0E39, which is not a finite float", walk -> 1e39),
                broken("step gave null", () -> new Walk() {
                    @Override
                    public Step<float[]> step(int action) {
                        super.step(action);
                        return null;
                    }
                }),
                broken("in the same environment", () -> new Walk() {
                    double luck; // it forgets to forget

                    @Override
                    double reward() {
                        return luck++;
                    }
                }),
                broken("in a second environment", () -> new Walk() {
                    final long number = calls++; // it depends on which it is

                    @Override
                    double reward() {
                        return number;
                    }
                }),
                rewarded("give another episode", walk -> Math.random()),
                broken("every seed gives the same starts", () -> new Walk() {
                    @Override
                    public float[] reset(long seed) {
                        new Pcg64(seed);
                        return super.reset(0);
                    }
                }),
                seen("is changed by a later step", walk -> walk.state),
                seen("writing into an observation", walk -> walk.state),
                broken("share something", () -> new Walk() {
                    @Override
                    public float[] reset() {
                        super.reset();
                        shared = state; // a static field where it should be none
                        return observe();
                    }

                    @Override
                    public Step<float[]> step(int action) {
                        state = state == null ? null : shared;
                        return super.step(action);
                    }
                }),
                rewarded("threw java.lang.ArrayIndexOutOfBoundsException", walk -> new double[] {0, 0}
                        [(int) walk.state[1]]));
    }

    private static Arguments rewarded(String problem, ToDoubleFunction<Walk> reward) {
        return broken(problem, () -> new Walk() {
            @Override
            double reward() {
                return reward.applyAsDouble(this);
            }
        });
    }

    private static Arguments seen(String problem, Function<Walk, float[]> observe) {
        return broken(problem, () -> new Walk() {
            @Override
            float[] observe() {
                return observe.apply(this);
            }
        });
    }

    private static Arguments broken(String problem, Supplier<Environment<float[]>> make) {
        return Arguments.of(problem, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void whatIsBrokenIsFound(String problem, Supplier<Environment<float[]>> make) {
        List<String> problems = EnvironmentCheck.problems(make);
        assertTrue(problems.stream().anyMatch(found -> found.contains(problem)), problems.toString());
        refused(IllegalStateException.class, problems.get(0), () -> EnvironmentCheck.require(make));
    }

    static Stream<Supplier<? extends Environment<?>>> sound() {
        return Stream.of(
                Walk::new,
                CartPole::v0,
                CartPole::v1,
                () -> new Simulation(new CartPole()),
                () -> new TimeLimit<>(CartPole.v1(), 1),
                MountainCar::v0,
                KnockedPole::practice,
                Breakout::create,
                Breakout::inColor,
                () -> new FrameStack(Breakout.create(), 2),
                () -> new ActionRepeat<>(CartPole.v1(), 3),
                FrozenLake::slippery,
                FrozenLake::firm,
                CliffWalking::create,
                Maze::twoWays,
                Maze::slippery);
    }

    @ParameterizedTest
    @MethodSource("sound")
    @SuppressWarnings({"unchecked", "rawtypes"})
    void inAnEnvironmentThatIsSoundNothingIsFound(Supplier make) {
        assertEquals(List.of(), EnvironmentCheck.problems(make));
    }

    @Test
    void observationsOfTheWrongTypeAreReportedAndNotThrown() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Supplier<Environment<float[]>> make = () -> new Walk() {
            @Override
            public Space<float[]> observationSpace() {
                return (Space) new Discrete(3);
            }
        };
        List<String> problems = EnvironmentCheck.problems(make);
        assertTrue(problems.get(0).contains("ClassCastException"), problems.toString());
    }
}
