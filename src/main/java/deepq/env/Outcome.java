package deepq.env;

/**
 * One thing that may come of an action: a row of p(s', r | s, a) in Sutton and Barto, equation 3.2.
 *
 * @param probability above 0, at most 1
 * @param next the state that follows
 * @param terminated whether the game is over with it: then {@code next} is worth nothing
 */
public record Outcome(double probability, int next, double reward, boolean terminated) {}
