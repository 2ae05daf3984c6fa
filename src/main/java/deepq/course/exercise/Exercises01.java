package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.Evaluation;
import deepq.env.Box;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The checks of notebook 01, agents and environments. */
public final class Exercises01 {
    /** The bar of CartPole-v0 over 100 episodes, as Gymnasium's registry has it. */
    private static final double SOLVED = 195;

    private Exercises01() {}

    /** Plays one episode and returns its return. */
    public interface Play {
        double of(Environment<float[]> environment, Policy<float[]> policy, long seed);
    }

    public static Play play(Play answer) {
        return Exercise.<Play>of("The loop", Exercises01::played)
                .fixed("seed")
                .task("an episode of one step, whose reward is 5", f -> new Script(true, 5).play(f))
                .says("The game was over after its first step, and that step brought a reward.")
                .task("three steps with the rewards 1, 0.5 and -4", f -> new Script(true, 1, 0.5, -4).play(f))
                .says("How often do you step, and what do you do with each of the rewards?")
                .task("three steps, cut off by a time limit", f -> new Script(false, 1, 0.5, 7).play(f))
                .says("This episode ended because the time was up, not because the game was lost. Which question to a"
                        + " Step covers both?")
                .task("the states that the policy was asked about", f -> new Script(true, 1, 1, 1, 1).seen(f))
                .says("State 0 comes from reset, state k from step k. Which of them does your policy look at "
                        + "each time?")
                .task("the seeds with which the environment was reset", f -> new Script(true, 1, 1).seeds(f))
                .says("Each call plays one episode, from the start that belongs to its seed.")
                .task("CartPole-v0 from the start of seed 3", f -> f.of(CartPole.v0(), s -> s[2] > 0 ? 1 : 0, 3))
                .otherwise("Play it by hand: what happens first, what happens again and again, and what ends it?")
                .handBack(answer);
    }

    private static double played(Environment<float[]> environment, Policy<float[]> policy, long seed) {
        float[] state = environment.reset(seed);
        double total = 0;
        boolean ended = false;
        while (!ended) {
            Step<float[]> step = environment.step(policy.action(state));
            total += step.reward();
            state = step.observation();
            ended = step.ended();
        }
        return total;
    }

    /** A game whose rewards are known beforehand; its state is the number of the step. */
    private static final class Script extends Toy<float[]> {
        private final boolean terminates;
        private final double[] rewards;
        private final List<Long> seeds = new ArrayList<>();
        private final List<Integer> seen = new ArrayList<>();
        private int at = -1;

        private Script(boolean terminates, double... rewards) {
            super(2, new Box(new float[] {0}, new float[] {rewards.length}));
            this.terminates = terminates;
            this.rewards = rewards;
        }

        double play(Play play) {
            return play.of(this, state -> 0, 5);
        }

        List<Integer> seen(Play play) {
            play.of(
                    this,
                    state -> {
                        seen.add((int) state[0]);
                        return 0;
                    },
                    5);
            return seen;
        }

        List<Long> seeds(Play play) {
            play.of(this, state -> 0, 7);
            play.of(this, state -> 0, 3);
            return seeds;
        }

        @Override
        public float[] reset(long seed) {
            seeds.add(seed);
            return reset();
        }

        @Override
        public float[] reset() {
            at = 0;
            return new float[] {0};
        }

        @Override
        public Step<float[]> step(int action) {
            if (at < 0 || at >= rewards.length) {
                throw new IllegalStateException(at < 0 ? "step before reset" : "step after the end of the episode");
            }
            at++;
            boolean last = at == rewards.length;
            return new Step<>(new float[] {at}, rewards[at - 1], last && terminates, last && !terminates);
        }
    }

    /** Right is every policy that reaches the bar. */
    public static Policy<float[]> policy(Policy<float[]> answer) {
        return Exercise.<Policy<float[]>>of("Your own rule", state -> state[2] + 0.5 * state[3] > 0 ? 1 : 0)
                .task("a pole that leans and tips to the right", f -> f.action(new float[] {0, 0, 0.1f, 1}))
                .says("The pole falls to the right. 0 pushes left, 1 pushes right.")
                .task("a pole that leans and tips to the left", f -> f.action(new float[] {0, 0, -0.1f, -1}))
                .says("This pole falls to the left. Does your rule ever push left?")
                .task("100 episodes of CartPole-v0", Exercises01::meanReturn)
                .says("For comparison: a rule that looks only at the angle gets 41, one that looks only at the angular"
                        + " velocity 183. Where will the pole be in a moment?")
                .handBack(answer);
    }

    private static String meanReturn(Policy<float[]> policy) {
        double mean = Evaluation.of(policy, CartPole::v0, 100, 0).mean();
        return mean >= SOLVED ? "195 or more" : String.format(Locale.ROOT, "a mean return of %.1f", mean);
    }

    /** Whether more reward could have followed after a step. */
    public interface Future {
        boolean of(Step<float[]> step);
    }

    public static Future future(Future answer) {
        return Exercise.<Future>of("Is there a future?", step -> !step.terminated())
                .task("a step that ends nothing", f -> f.of(step(false, false)))
                .says("The game goes on, and more reward can come.")
                .task("a pole that fell", f -> f.of(step(true, false)))
                .says("What can a pole that has fallen still earn?")
                .task("the time limit", f -> f.of(step(false, true)))
                .says("The time limit ends the episode, but the pole still stands. Had nobody stopped the clock, would"
                        + " there have been more reward?")
                .task("a pole that fell in the very step of the time limit", f -> f.of(step(true, true)))
                .says("This pole fell in the very step in which the time ran out. Without the clock, would it stand?")
                .handBack(answer);
    }

    private static Step<float[]> step(boolean terminated, boolean truncated) {
        return new Step<>(new float[4], 1, terminated, truncated);
    }

    /** G at the start of an episode with these rewards (Sutton and Barto, equation 3.8). */
    public interface DiscountedReturn {
        double of(double[] rewards, double gamma);
    }

    public static DiscountedReturn discountedReturn(DiscountedReturn answer) {
        return Exercise.<DiscountedReturn>of("The discounted return", Exercises01::discounted)
                .fixed("gamma")
                .with(row(5), 0.9)
                .says("The only reward comes at once: nothing makes it count less.")
                .with(row(0, 1), 0.9)
                .says("This reward comes one step later. How much does it count now?")
                .with(row(0, 0, 1), 0.9)
                .says("Two steps later. How often has gamma been multiplied in?")
                .with(row(3, -1, 2), 1)
                .says("With gamma 1 every reward counts in full. Are all of them in your sum?")
                .with(row(1, 2, 4, -16, 8), 0.5)
                .with(row(-4, 2), 0.5)
                .otherwise("Work this one out on paper, reward by reward, and compare.")
                .handBack(answer);
    }

    private static double discounted(double[] rewards, double gamma) {
        double sum = 0;
        for (int k = 0; k < rewards.length; k++) {
            sum += StrictMath.pow(gamma, k) * rewards[k];
        }
        return sum;
    }
}
