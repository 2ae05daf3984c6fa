/** What to do: epsilon-greedy actions, and numbers that change with the steps. */
package deepq.policy;
