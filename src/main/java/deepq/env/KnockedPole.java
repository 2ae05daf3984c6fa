package deepq.env;

import deepq.random.Pcg64;
import java.util.Arrays;

/**
 * CartPole with somebody who knocks against the pole: each knock changes its angular velocity by 0.8 radians a
 * second, as in the game that the notebooks show.
 *
 * <p>The state has a fifth number, the steps so far; it is not observed.
 */
public final class KnockedPole extends CartPole {
    private static final double STRENGTH = 0.8;

    private final double often; // the probability of a knock in a step, to either side
    private final int every; // 0, or: a knock to either side after every so many steps, the first after half as many
    private final double width; // the cart starts between -width and width; 0 for CartPole's own starts

    private KnockedPole(double often, int every, double width) {
        this.often = often;
        this.every = every;
        this.width = width;
    }

    /**
     * To practice: knocked about every hundred steps, and the cart starts anywhere between -1.8 and 1.8. At most 500
     * steps.
     */
    public static Environment<float[]> practice() {
        return practice(0.01, 1.8);
    }

    /**
     * To see what knocks do and what starts: also each of them alone.
     *
     * @param often the probability of a knock in a step; 0 for none
     * @param width the cart starts between -width and width; 0 for CartPole's own starts
     */
    public static Environment<float[]> practice(double often, double width) {
        return new TimeLimit<>(new Simulation(new KnockedPole(often, 0, width)), 500);
    }

    /** To be tested: CartPole's own starts, and a knock every 500 steps, the first after 250. At most 2,500 steps. */
    public static Environment<float[]> test() {
        return new TimeLimit<>(new Simulation(new KnockedPole(0, 500, 0)), 2_500);
    }

    @Override
    public double[] start(Pcg64 random) {
        double[] state = Arrays.copyOf(super.start(random), 5);
        state[0] = width > 0 ? random.uniform(-width, width) : state[0];
        return state;
    }

    @Override
    public double step(double[] state, int action, Pcg64 random) {
        boolean due = every > 0 ? state[4] % every == every / 2 : random.random() < often;
        if (due) {
            state[3] += random.random() < 0.5 ? STRENGTH : -STRENGTH;
        }
        state[4]++;
        return super.step(state, action, random);
    }
}
