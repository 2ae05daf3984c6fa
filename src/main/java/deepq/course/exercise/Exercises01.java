package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;

import deepq.agent.Evaluation;
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
        return Exercise.<Play>of("The loop", (environment, policy, seed) -> {
                    float[] state = environment.reset(seed);
                    double total = 0;
                    Step<float[]> step;
                    do {
                        step = environment.step(policy.action(state));
                        total += step.reward();
                        state = step.observation();
                    } while (!step.ended());
                    return total;
                })
                .fixed("seed")
                .task("an episode of one step, whose reward is 5", f -> play(f, true, 5))
                .says("The game was over after its first step, and that step brought a reward.")
                .task("three steps with the rewards 1, 0.5 and -4", f -> play(f, true, 1, 0.5, -4))
                .says("How often do you step, and what do you do with each of the rewards?")
                .task("three steps, cut off by a time limit", f -> play(f, false, 1, 0.5, 7))
                .says("This episode ended because the time was up, not because the game was lost. Which question to a"
                        + " Step covers both?")
                .task("the states that the policy was asked about", Exercises01::seen)
                .says("State 0 is from reset, state k from step k. Which of them does your policy look at each time?")
                .task("an episode from seed 7, then one from seed 3 (what the environment is told)", Exercises01::told)
                .says("Each call plays one episode, from the start that belongs to its seed.")
                .handBack(answer);
    }

    /** A game whose rewards are known beforehand; its state is the number of the step. */
    private static Toy<float[]> game(boolean terminates, double... rewards) {
        return Toy.paying(2, Toy.NUMBER, n -> new float[] {n}, terminates, rewards);
    }

    private static double play(Play play, boolean terminates, double... rewards) {
        return play.of(game(terminates, rewards), state -> 0, 5);
    }

    private static List<Integer> seen(Play play) {
        List<Integer> seen = new ArrayList<>();
        Policy<float[]> policy = state -> {
            seen.add((int) state[0]);
            return 0;
        };
        play.of(game(true, 1, 1, 1, 1), policy, 5);
        return seen;
    }

    private static List<String> told(Play play) {
        Toy<float[]> game = game(true, 1, 1);
        play.of(game, state -> 0, 7);
        play.of(game, state -> 0, 3);
        return game.diary;
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
        return Exercise.<DiscountedReturn>of("The discounted return", (rewards, gamma) -> {
                    double sum = 0;
                    for (int k = 0; k < rewards.length; k++) {
                        sum += StrictMath.pow(gamma, k) * rewards[k];
                    }
                    return sum;
                })
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
}
